"""The hall screen (取号大厅): residents find their matter and take a number, standing, by touch.

Here never lives a rule of the queue, and nothing of a resident outlives his visit. By the door leave `build` and, for
a hall that is shown before the house is open, `build_early`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.frame import Frame
from kiosk.ui.hall.shelf import CatalogueShelf, Shelf
from kiosk.ui.hall.walk import HallWalk

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.ui.fittings import Fittings

__all__ = ["CatalogueShelf", "Shelf", "build", "build_early"]


def build(desks: Desks, fittings: Fittings, *, elder: bool = False, prints: bool = True) -> tuple[Frame, HallWalk]:
    """The screen and the walk through it. `prints`: a slip printer is attached; else the number is photographed."""
    frame, walk = build_early(desks.hall, fittings, elder=elder, prints=prints)
    walk.furnish(desks)
    return frame, walk


def build_early(
    shelf: Shelf, fittings: Fittings, *, elder: bool = False, prints: bool = True
) -> tuple[Frame, HallWalk]:
    """The same on the shelf of matters alone; call the walk's `furnish` when the desks are there."""
    frame = Frame(fittings, None, elder=elder)
    return frame, HallWalk(shelf, fittings, frame, prints=prints)
