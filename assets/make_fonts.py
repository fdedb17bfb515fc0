"""How the fonts of the house were made, to make them again: Noto in two weights, two more faces for rare names.

Run by hand, not at set-up (the fonts are in the repository):

    python assets/make_fonts.py NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc HanaMinB.ttf BabelStoneHan.ttf

The files come from the Debian packages fonts-noto-cjk, fonts-hanazono and fonts-babelstone-han. Needs fontTools and
two minutes; the same files in give the same bytes out. See docs/decisions/0002-fonts.md.
"""

import hashlib
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

HERE = Path(__file__).parent / "fonts"
HAN = (
    (0x2E80, 0x2FDF),  # radicals
    (0x3400, 0x4DBF),  # Extension A
    (0x4E00, 0x9FFF),  # URO
    (0xF900, 0xFAFF),  # compatibility
    (0x20000, 0x2A6DF),  # B
    (0x2A700, 0x2EBEF),  # C to F; G to I are written as code points
    (0x2F800, 0x2FA1F),  # compatibility supplement
)
NOT_OURS = (
    (0x1100, 0x11FF),
    (0x3130, 0x318F),
    (0x3200, 0x321E),
    (0x3260, 0x327E),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xE000, 0xF8FF),
    (0xFFA0, 0xFFDC),
    (0xF0000, 0x10FFFF),
)  # Hangul and private use
UNUSED_TABLES = "GSUB GPOS GDEF BASE VORG vhea vmtx DSIG FFTM prop meta fpgm prep cvt gasp"
MAXP_ZERO = (
    "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions "
    "maxComponentElements maxPoints maxContours maxCompositePoints maxCompositeContours maxComponentDepth"
)


def main(noto_regular: str, noto_bold: str, hana: str, babel: str) -> None:
    """Make the four fonts beside this file, and `coverage.txt`, the ranges that each can draw."""
    drawn: dict[str, set[int]] = {}
    for source, weight in ((noto_regular, "Regular"), (noto_bold, "Bold")):
        face = chinese_face(TTCollection(source))
        keep(face, {code for code in face.getBestCmap() if not within(code, NOT_OURS)})
        outlines_to_truetype(face)
        drawn[f"NotoSansSC-{weight}"] = finish(face, f"NotoSansSC-{weight}", "Noto Sans SC", weight)
    missing = han() - drawn["NotoSansSC-Regular"]
    for source, family, stem in ((hana, "HanaMinB", "HanaMinB"), (babel, "BabelStone Han", "BabelStoneHan")):
        face = TTFont(source)
        keep(face, missing & set(face.getBestCmap()))
        drawn[stem] = finish(face, stem, family, "Regular")
        missing -= drawn[stem]
    lines = [f"{stem} {' '.join(ranges(codes))}\n" for stem, codes in drawn.items()]
    (HERE / "coverage.txt").write_text("".join(lines), "ascii")


def han() -> set[int]:
    """Every code point of the Han blocks, assigned or not."""
    return {code for low, high in HAN for code in range(low, high + 1)}


def within(code: int, blocks: Iterable[tuple[int, int]]) -> bool:
    """Whether `code` stands in one of the blocks."""
    return any(low <= code <= high for low, high in blocks)


def ranges(codes: set[int]) -> list[str]:
    """Code points as sorted hexadecimal runs, '4E00-9FEF' or '3007'."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return [f"{low:X}" if low == high else f"{low:X}-{high:X}" for low, high in runs]


def chinese_face(collection: Any) -> Any:
    """The face of a Noto CJK collection whose default forms are those of the mainland."""
    return next(face for face in collection.fonts if face["name"].getDebugName(1).startswith("Noto Sans CJK SC"))


def keep(face: Any, codes: set[int]) -> None:
    """Throw away every glyph that none of `codes` needs, and hints."""
    unused = [name.ljust(4) for name in UNUSED_TABLES.split()]
    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"], drop_tables=unused)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(face)


def outlines_to_truetype(face: Any, furthest: float = 1.0) -> None:
    """Turn cubic (CFF) outlines into quadratic ones, at most `furthest` thousandths of an em away, for reportlab."""
    order, glyphs, glyf = face.getGlyphOrder(), face.getGlyphSet(), newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, furthest, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    face["loca"], face["glyf"] = newTable("loca"), glyf
    sizes = face["maxp"]
    sizes.tableVersion, sizes.maxZones = 0x00010000, 1
    for field in MAXP_ZERO.split():
        setattr(sizes, field, 0)
    del face["CFF "]
    face.sfntVersion = "\x00\x01\x00\x00"
    face["head"].glyphDataFormat = 0


def finish(face: Any, stem: str, family: str, weight: str) -> set[int]:
    """Name the font as ours knows it, say that it was changed, write it; return the code points it draws."""
    names = face["name"]
    licence = [record for record in names.names if record.nameID in (0, 7, 13, 14) and record.platformID == 3]
    names.names = licence
    note = "Subset with TrueType outlines by the Weimin Kiosk project, 2026-11, with assets/make_fonts.py"
    said = {1: family, 2: weight, 3: f"{stem};weimin", 4: f"{family} {weight}", 5: "Version 1.0", 6: stem, 10: note}
    for number, text in said.items():
        names.setName(text, number, 3, 1, 0x409)
    face["post"].formatType = 3.0
    face.recalcTimestamp = False
    target = io.BytesIO()
    face.save(target)
    (HERE / f"{stem}.ttf").write_bytes(target.getvalue())
    digest = hashlib.sha256(target.getvalue()).hexdigest()
    sys.stdout.write(
        f"{stem}.ttf {len(target.getvalue())} bytes, {len(face.getGlyphOrder())} glyphs, sha256 {digest}\n"
    )
    return set(TTFont(io.BytesIO(target.getvalue())).getBestCmap())


if __name__ == "__main__":
    main(*sys.argv[1:5])
