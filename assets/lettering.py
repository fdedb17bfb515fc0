"""Which of the house's fonts can write a character of somebody's name, and what stands there when none can."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from assets import FACES

INVISIBLE = (
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0000, 0xE0FFF),
)
"""Joiners, marks of direction, variation selectors and tags: they have no ink of their own."""


def shown(text: str) -> str:
    """`text` as it can be drawn: what no font has becomes `[U+XXXXX]`, what has no ink goes, line ends stay."""
    return text if text.isascii() and text.isprintable() else "".join(piece for piece, _ in pieces(text))


def runs(text: str, first: str = FACES[0]) -> list[tuple[str, str]]:
    """`text` as drawn, cut into (face, piece): `first` where it can, else the next face that can."""
    if text.isascii() and text.isprintable():
        return [(first, text)] if text else []
    cut: list[tuple[str, str]] = []
    for piece, face in pieces(text, first):
        if cut and cut[-1][0] == face:
            cut[-1] = (face, cut[-1][1] + piece)
        else:
            cut.append((face, piece))
    return cut


def face_of(character: str, first: str = FACES[0]) -> str | None:
    """The face that draws this one character, `first` before the others; None when no font here has it."""
    code = ord(character)
    for name in (first, *FACES):
        starts, ends = coverage()[name]
        at = bisect_right(starts, code) - 1
        if at >= 0 and code <= ends[at]:
            return name
    return None


def pieces(text: str, first: str = FACES[0]) -> Iterator[tuple[str, str]]:
    """Each character of `text` with the face that draws it, or its code point in brackets with `first`."""
    for character in text:
        piece = _piece(character, first)
        if piece[0]:
            yield piece


@lru_cache(maxsize=4096)
def _piece(character: str, first: str) -> tuple[str, str]:
    if any(low <= ord(character) <= high for low, high in INVISIBLE):
        return "", first
    face = face_of(character, first)
    if face or character in "\n\r\t":
        return character, face or first
    return f"[U+{ord(character):04X}]", first


@cache
def coverage() -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    """First and last code point of every run that each face draws, from the list made together with the fonts."""
    table: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for line in files("assets").joinpath("fonts", "coverage.txt").read_text("ascii").splitlines():
        name, *spans = line.split()
        bounds = [span.split("-") for span in spans]
        table[name] = (tuple(int(span[0], 16) for span in bounds), tuple(int(span[-1], 16) for span in bounds))
    return table
