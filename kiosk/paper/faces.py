"""The type case of the paper room: each font file is opened once, when a paper first needs it."""

from functools import cache

import assets
from kiosk.paper.typefile import TypeFile

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"


@cache
def font(name: str) -> TypeFile:
    """One of `assets.FACES`, opened once a process. KeyError when there is no such face."""
    return TypeFile(assets.font_path(name))


@cache
def advance(character: str, face: str) -> float:
    """How far one character moves the pen, in thousandths of the type size."""
    file = font(face)
    return file.advance(file.glyph(ord(character)))
