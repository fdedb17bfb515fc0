"""The style sheet of the form, filled with the house's colours and sizes."""

import re
from functools import lru_cache
from importlib.resources import files

from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.tokens import COLOURS

_PLACE = re.compile(r"@(\d+)px|@([a-z]+(?:-[a-z]+)*)")


def dress_counter(theme: Theme, screen: QWidget, body: QWidget) -> None:
    """Put the house's look on a screen, and on its body, which holds everything, what the form adds to it."""
    theme.dress(screen)
    body.setStyleSheet(form_sheet(theme))


def form_sheet(theme: Theme) -> str:
    """form.qss at this theme's scale; it adds to the house's own sheet, which every screen is dressed with."""
    return _filled(theme.factor, theme.size("note"), theme.size("body"))


@lru_cache(maxsize=8)
def _filled(factor: float, note: int, body: int) -> str:
    sizes = {"type-note": f"{note}px", "type-body": f"{body}px"}

    def value(place: re.Match[str]) -> str:
        length, token = place.groups()
        return f"{max(1, round(int(length) * factor))}px" if length else sizes.get(token) or COLOURS[token]

    return _PLACE.sub(value, files("kiosk.ui.form").joinpath("form.qss").read_text("utf-8"))
