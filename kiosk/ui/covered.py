"""Whether a window is covered by the entrance: then keys from other programs are not for what lies behind it."""

from PySide6.QtWidgets import QWidget

_COVERED = "covered"


def set_covered(part: QWidget, *, covered: bool) -> None:
    """Say it of the window in which `part` stands."""
    part.window().setProperty(_COVERED, covered)


def is_covered(part: QWidget) -> bool:
    """Whether the window in which `part` stands is covered now."""
    return bool(part.window().property(_COVERED))
