"""The letters of all screens: the bundled fonts, so that every name of every resident is written right."""

from PySide6.QtGui import QFont, QFontDatabase

from assets import FACES, font_path

FAMILIES = ("Noto Sans SC", "HanaMinB", "BabelStone Han")
"""Asked in this order for a character; `assets.lettering.shown` writes out what none of them has."""


def load_fonts() -> None:
    """Register all bundled faces with Qt; the files are mapped, not read (5 ms, no memory until a glyph is drawn)."""
    for face in FACES:
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
    if all(ord(c) < 0x9FB0 for c in text):
        return text
    from assets.lettering import shown

    return shown(text)
