"""Shows a definition that is not published yet: puts its form on a screen and its short guide beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forms import Checked, Matter
    from kiosk.ui.preview import Previewed

_DPI = 110


def show(matter: Matter) -> int:
    """On the screen until it is closed; 0."""
    from kiosk.ui.preview import show_preview

    return show_preview(_previewed(matter))


def photograph(matter: Matter, folder: Path) -> list[Path]:
    """As pictures in a folder, without any screen. Raises OSError."""
    if os.name == "posix" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kiosk.ui.preview import photograph as taken

    return taken(_previewed(matter), folder)


def _previewed(matter: Matter) -> Previewed:
    from forms import check
    from kiosk.app.documents import GuidePlace
    from kiosk.devices.clock import SystemClock
    from kiosk.domain.deadline import business_day
    from kiosk.paper.guide import guide_pdf
    from kiosk.paper.raster import page_png
    from kiosk.ui.preview import Previewed
    from kiosk.wiring.station import named_station

    today = business_day(SystemClock().now())

    def judge(one: Matter, raw: Mapping[str, object]) -> Checked:
        return check(one, raw, on=today)

    place = GuidePlace(named_station(matter.guide.implementing_body))
    return Previewed(matter, judge, page_png(guide_pdf(matter, place, short=True), 0, _DPI))
