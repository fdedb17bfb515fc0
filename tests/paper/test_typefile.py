"""Our own reader of font files sees what a full parser sees, and what it writes is a font again."""

import io

import pytest
from fontTools.ttLib import TTFont

import assets
from kiosk.paper.typefile import TypeFile

SIGNS = {
    "NotoSansSC-Regular": "A1，张𠅤䶮𫖯·“」〇",
    "NotoSansSC-Bold": "A1，张𠅤䶮𫖯·“」〇",
    "HanaMinB": "𠀃𪛖𫝀𬺰",
    "BabelStoneHan": "\u9ff0\u9ffc\u4db6",
}


@pytest.mark.parametrize("name", assets.FACES)
def test_glyphs_and_measures_are_those_of_a_full_parser(name: str) -> None:
    ours = TypeFile(assets.font_path(name))
    with TTFont(assets.font_path(name), lazy=True) as theirs:
        numbers = theirs.getReverseGlyphMap()
        em = theirs["head"].unitsPerEm
        for code, glyph in list(theirs.getBestCmap().items())[::41]:
            assert ours.glyph(code) == numbers[glyph]
            assert ours.advance(ours.glyph(code)) == pytest.approx(theirs["hmtx"][glyph][0] * 1000 / em)
    assert ours.glyph(0x30000) == 0
    assert ours.glyph(0x10FFFF) == 0


@pytest.mark.parametrize("name", assets.FACES)
def test_no_glyph_is_composed_of_others_which_our_reader_does_not_know(name: str) -> None:
    with TTFont(assets.font_path(name), lazy=True) as font:
        glyf = font["glyf"]
        assert not [glyph for glyph in font.getGlyphOrder()[::7] if glyf[glyph].isComposite()]


@pytest.mark.parametrize("name", assets.FACES)
def test_a_subset_is_a_whole_font_with_the_same_outlines(name: str) -> None:
    ours = TypeFile(assets.font_path(name))
    signs = SIGNS[name]
    subset = ours.subset([ours.glyph(ord(sign)) for sign in signs])
    assert subset == ours.subset([ours.glyph(ord(sign)) for sign in signs])
    with TTFont(io.BytesIO(subset), checkChecksums=2) as small, TTFont(assets.font_path(name), lazy=True) as whole:
        assert small["maxp"].numGlyphs == len(signs) + 1
        cmap = whole.getBestCmap()
        for number, sign in enumerate(signs, 1):
            glyph = small.getGlyphName(number)
            drawn, wanted = small["glyf"][glyph], whole["glyf"][cmap[ord(sign)]]
            assert drawn.getCoordinates(small["glyf"]) == wanted.getCoordinates(whole["glyf"])
            assert small["hmtx"][glyph] == whole["hmtx"][cmap[ord(sign)]]


def test_a_file_without_the_map_that_it_needs_is_said(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("fonts") / "old.ttf"
    with TTFont(assets.font_path("BabelStoneHan")) as font:
        font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 12]
        font.save(path)
    with pytest.raises(ValueError, match="format 12"):
        TypeFile(path)
