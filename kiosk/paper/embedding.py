"""How a font travels inside a paper: only the characters used, and a true table from glyphs back to text.

Imports reportlab; only `sheet` opens this drawer, when a paper is drawn. reportlab's own TrueType embedding is
not used: it writes code points beyond U+FFFF into that table as five hexadecimal digits (5.1), which prints
right and copies wrong, and takes every font wholly into memory.
"""

import hashlib
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from kiosk.paper.archival import Stream
from kiosk.paper.typefile import TypeFile

rl_config.useA85 = 0  # streams as they are: a fifth smaller than as printable characters, and quicker

CODES_PER_BLOCK = 100
"""A CMap holds at most 100 entries in one block (Adobe Technical Note 5014, bfchar)."""

_SYMBOLIC = 4  # glyphs outside the standard Latin set


class Pages(Canvas):  # type: ignore[misc]
    """A reportlab canvas that brings no font of its own: a paper names no typeface that does not travel with it."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class Travelling:
    """What of one font goes into one document: every character gets the next number, from 1, when it is first set.

    In the PDF: a Type0 font over a CIDFontType2, Identity-H (ISO 32000-1, 9.7).
    """

    def __init__(self, font: TypeFile, label: str) -> None:
        self.label = label
        self._font = font
        self._numbers: dict[str, int] = {}

    def codes(self, text: str) -> str:
        """The text as a hexadecimal string, two bytes a character."""
        numbers = self._numbers
        return "".join(f"{numbers.setdefault(character, len(numbers) + 1):04X}" for character in text)

    def addObjects(self, document: Any) -> None:  # noqa: N802 (the name by which reportlab calls its fonts at the end)
        """Write the font into the document."""
        glyphs = [self._font.glyph(ord(character)) for character in self._numbers]
        name = PDFName(f"{self._tag()}+{self._font.name}")
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(self._descriptor(document, name, glyphs)),
                "DW": 1000,
                "W": PDFArray([1, PDFArray([round(self._font.advance(glyph), 1) for glyph in glyphs])]),
                "CIDToGIDMap": PDFName("Identity"),
            }
        )
        outer = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": name,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(to_unicode(self._numbers).encode("ascii"))),
            }
        )
        document.idToObject["BasicFonts"].dict[self.label] = document.Reference(outer)

    def _descriptor(self, document: Any, name: Any, glyphs: list[int]) -> Any:
        outlines = self._font.subset(glyphs)
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": _SYMBOLIC,
                "FontBBox": PDFArray([round(side) for side in self._font.box]),
                "ItalicAngle": 0,
                "Ascent": round(self._font.ascent),
                "Descent": round(self._font.descent),
                "CapHeight": 733,
                "StemV": 80,
                "CIDSet": document.Reference(_stream(_all_of(len(glyphs) + 1))),
                "FontFile2": document.Reference(_stream(outlines, Length1=len(outlines))),
            }
        )

    def _tag(self) -> str:
        """Six letters that tell this selection of characters from others (ISO 32000-1, 9.6.4)."""
        digest = hashlib.sha256("".join(self._numbers).encode("utf-16-be", "surrogatepass")).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def to_unicode(numbers: dict[str, int]) -> str:
    """The CMap from numbers back to text, in UTF-16BE (ISO 32000-1, 9.10.3)."""
    pairs = [
        f"<{number:04X}> <{character.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for character, number in numbers.items()
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for at in range(0, len(pairs), CODES_PER_BLOCK):
        block = pairs[at : at + CODES_PER_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


def _all_of(count: int) -> bytes:
    """A bit for each of the first `count` glyphs, from the highest (ISO 32000-1, table 124)."""
    return (((1 << count) - 1) << (-count % 8)).to_bytes((count + 7) // 8, "big")


def _stream(content: bytes, **more: int) -> Any:
    return Stream(PDFDictionary(dict(more)), content)
