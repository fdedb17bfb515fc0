"""How a font travels inside a paper: only the characters used, and a true table from glyphs back to text.

Imports reportlab; only `faces` and `sheet` open this drawer, when the first paper is drawn.
"""

from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont
from reportlab.pdfgen.canvas import Canvas

CODES_PER_BLOCK = 100
"""A CMap holds at most 100 entries in one block (Adobe Technical Note 5014, bfchar)."""


rl_config.useA85 = 0  # streams as they are: a fifth smaller than as printable characters, and quicker


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose text can be copied out of the PDF again.

    reportlab (5.1) writes code points beyond U+FFFF into the ToUnicode table as five hexadecimal digits, which
    prints right and copies wrong; the table wants UTF-16BE (ISO 32000-1, 9.10.3). Until that is mended there,
    the table is replaced here.
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)

    def addObjects(self, document: Any) -> None:  # noqa: N802 (reportlab's name)
        """Write the subset fonts into the document, then put our table in the place of theirs."""
        subsets = [list(subset) for subset in self.state[document].subsets]
        super().addObjects(document)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("ascii")
            document.idToObject[f"toUnicodeCMap:{name}"].content = to_unicode(name, subset)


def to_unicode(name: str, subset: list[int]) -> str:
    """The CMap of one subset: its one-byte codes to UTF-16BE, code 0 (nothing) left out."""
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [pairs[at : at + CODES_PER_BLOCK] for at in range(0, len(pairs), CODES_PER_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class Pages(Canvas):  # type: ignore[misc]
    """A reportlab canvas that brings no font of its own: a paper names no typeface that does not travel with it."""

    def _make_preamble(self) -> None:
        self._preamble = ""
