"""The type case of the paper room: each font file is opened once, when a paper first needs it."""

from functools import cache
from typing import TYPE_CHECKING

import assets

if TYPE_CHECKING:
    from kiosk.paper.embedding import EmbeddedFont

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"


@cache
def font(name: str) -> "EmbeddedFont":
    """The font of one of `assets.FACES`, parsed once a process (40 to 80 ms). KeyError when there is no such face."""
    from kiosk.paper.embedding import EmbeddedFont

    return EmbeddedFont(name, str(assets.font_path(name)))


@cache
def advance(character: str, face: str) -> float:
    """How far one character moves the pen, in thousandths of the type size."""
    return float(font(face).face.getCharWidth(ord(character)))


def prepare() -> None:
    """Open both weights of the text face ahead of the first paper. For a lane that has time."""
    font(REGULAR)
    font(BOLD)
