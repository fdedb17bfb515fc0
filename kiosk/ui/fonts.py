"""The letters of all screens: the bundled fonts, so that every name of every resident is written right."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from assets import FACES, font_path

FAMILIES = ("Noto Sans SC", "HanaMinB", "BabelStone Han")
"""Asked in this order for a character; `assets.lettering.shown` writes out what none of them has."""


_FIRST, _REST = FACES[:2], FACES[2:]
_PLAIN = ((0x0000, 0x9FA5), (0xFF01, 0xFF5E))
"""What needs no second look: everything up to the end of the basic ideographs, and full-width forms."""


def load_fonts() -> None:
    """Register the everyday face with Qt; files are mapped, not read."""
    for face in _FIRST:
        QFontDatabase.addApplicationFont(str(font_path(face)))


@cache
def load_rest() -> None:
    """Register the faces of rare characters, once: when the first one comes, or soon after the start."""
    for face in _REST:
        QFontDatabase.addApplicationFont(str(font_path(face)))


def house_font(pixels: int, bold: bool = False) -> QFont:
    """The house's font with its fallbacks for rare characters."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(max(1, pixels))
    font.setBold(bold)
    return font


def drawable(text: str) -> str:
    """`text` as the fonts can draw it: a character that none has becomes its code point, never an empty box."""
    if all(any(low <= ord(c) <= high for low, high in _PLAIN) for c in text):
        return text
    load_rest()
    from assets.lettering import shown

    return shown(text)
