"""What this PC remembers of the choice which of two hubs stays: that it has stepped down, and behind whom it stands."""

from typing import Any

from kiosk.store.post import HUB_URL

STEPPED_DOWN = "hub.stepped_down"  # when; as `kiosk.app.hubs` names it


def has_stepped_down(work: Any) -> bool:
    """Whether this PC was a hub and is none any more: it stays silent, lets nobody new in, and only carries on."""
    return bool(work.drawer.setting(STEPPED_DOWN))


def close_doors(work: Any) -> None:
    """Codes that nobody has used let nobody in from now on."""
    work.connection.execute("DELETE FROM pairing WHERE used_by IS NULL")
    work.drawer.set_setting(STEPPED_DOWN, work.now().isoformat())


def stands_behind(work: Any) -> str:
    """The address of the hub that this PC is behind, '' where it keeps the line itself."""
    return str(work.drawer.setting(HUB_URL))
