"""A program that goes over to another key and is killed before, amid or after it, or has a full disk: test_rotation."""

import os
import signal
import sys
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.app.papers import Station  # noqa: E402
from kiosk.devices.clock import SystemClock  # noqa: E402
from kiosk.domain.refusals import Trouble  # noqa: E402
from kiosk.store.beginning import Beginning, begin  # noqa: E402
from kiosk.store.cabinet import Cabinet  # noqa: E402
from kiosk.store.door import open_store  # noqa: E402
from kiosk.store.layout import STORE_FILE  # noqa: E402
from kiosk.store.vault import Opened  # noqa: E402


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Killed(Cabinet):
    """Loses its power where it is told to."""

    def __init__(self, *given: object, when: str) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._when = when

    def _rekey(self, fresh: bytes) -> None:
        if self._when == "before":
            die()
        if self._when == "amid":
            Thread(target=self._die_while_it_grows, daemon=True).start()
        super()._rekey(fresh)

    def _settle(self, opened: Opened) -> None:
        die()

    def _die_while_it_grows(self) -> None:
        """As soon as the first pages under the new key are on the disk."""
        log = self._store.folder / f"{STORE_FILE}-wal"
        size = log.stat().st_size
        while log.stat().st_size < size + 500_000:
            pass
        die()


def on_a_full_disk(data: Path, keys: Path) -> None:
    """Says what was raised, and whether what had been written is there afterwards and can be added to."""
    clock = SystemClock()
    begin(data, keys, Beginning("341323110000", "01", Station("x", "x", "x", "", "", "", ""), ""), clock)
    store = open_store(data, keys, clock)
    with store.work("cli") as work:
        for nth in range(200):
            work.drawer.set_setting(f"much {nth}", "x" * 20_000)
    store._connections.mine().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    disk = os.statvfs(data)
    filler = data.parent / "filler"
    filler.write_bytes(b"0" * (disk.f_bavail * disk.f_frsize - 2_000_000))
    try:
        Cabinet(store, keys, clock.now).rotate()
    except Trouble as trouble:
        sys.stdout.write(trouble.key)
    filler.unlink()
    for one in (store, open_store(data, keys, clock)):
        with one.work("cli") as work:
            sys.stdout.write(f" {len(work.drawer.setting('much 199'))}")
            work.drawer.set_setting("goes", "on")


if __name__ == "__main__":
    data, keys, when = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    clock = SystemClock()
    if when == "full":
        on_a_full_disk(data, keys)
        sys.exit()
    Killed(open_store(data, keys, clock), keys, clock.now, when=when).rotate()
