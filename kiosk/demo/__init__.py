"""The demo centre and the tour: a throw-away station with a city of its own beside it, everything marked 演示.

Here live made-up residents and the walk that shows itself; never anything that a real station needs. `cityd`
is started
as a process, never imported. What leaves by the door: `run_demo` and `take_tour`.
"""

from pathlib import Path
from typing import Any


def run_demo(role: str, window: str, elder: bool) -> int:
    """Open a role's screens on a demo centre; what was done there is gone when they are closed."""
    from kiosk.demo.centre import STAFF, a_morning, demo_centre
    from kiosk.wiring.house import furnish, opened
    from kiosk.wiring.screens import open_screens

    with demo_centre() as centre:
        with opened(centre.settings) as store:
            a_morning(furnish(store, centre.settings, f"staff:{STAFF}"))
        return open_screens(centre.settings, STAFF, role, window, elder)


def take_tour(out: Path) -> dict[str, Any]:
    """The whole walk by itself, into `out`: {"ok", "steps": [{"name", "ok", "ms", "files"}]}; tour.json has
    the same."""
    from kiosk.demo.tour import walk

    return walk(out)
