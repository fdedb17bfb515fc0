"""Every name can be written: which characters the fonts of the house have, and what stands where they have none."""

import json
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import assets
from assets.lettering import coverage, face_of, runs, shown

GB18030_BLOCKS = {
    "URO": (0x4E00, 0x9FFF),
    "Extension A": (0x3400, 0x4DBF),
    "Extension B": (0x20000, 0x2A6DF),
    "Extension C": (0x2A700, 0x2B738),
    "Extension D": (0x2B740, 0x2B81D),
    "Extension E": (0x2B820, 0x2CEA1),
    "Extension F": (0x2CEB0, 0x2EBE0),
}
RARE = "䶮㛃㛚㬎㑇㙍㴔㻬䃅𠅤𠙶𤧛𤩽𨐈𨱇𪟝𪣻𫄧𫍯𫍽𫖮𫖯𫘜𫟅𫟹𫢸𬀩𬇙𬍛𬘡𬬩𬬭𬭎𬱖𬴊𬶍𬸣鿍鿎"


@pytest.fixture(scope="module")
def drawn() -> dict[str, set[int]]:
    """What each font file really maps to a glyph, read by an independent reader."""
    found = {}
    for name in assets.FACES:
        with TTFont(assets.font_path(name), lazy=True) as font:
            found[name] = set(font.getBestCmap())
    return found


@pytest.mark.parametrize("block", GB18030_BLOCKS)
def test_every_assigned_han_character_up_to_extension_f_can_be_drawn(block: str, drawn: dict[str, set[int]]) -> None:
    low, high = GB18030_BLOCKS[block]
    assigned = {code for code in range(low, high + 1) if unicodedata.category(chr(code)) != "Cn"}
    assert len(assigned) > 200
    assert assigned - set.union(*drawn.values()) == set()


def test_the_list_of_what_is_drawn_says_what_the_fonts_say(drawn: dict[str, set[int]]) -> None:
    for name, codes in drawn.items():
        listed = {code for low, high in zip(*coverage()[name], strict=True) for code in range(low, high + 1)}
        assert listed == codes


def test_the_sampled_rare_names_are_drawn_by_noto_itself() -> None:
    assert {face_of(character) for character in RARE} == {"NotoSansSC-Regular"}
    assert {face_of(character, "NotoSansSC-Bold") for character in RARE} == {"NotoSansSC-Bold"}


def test_the_sample_is_the_one_of_the_reference_data() -> None:
    reference = Path(__file__).parents[3] / "shared/domain/reference_data.json"
    if not reference.exists():
        pytest.skip("the reference data are not beside this checkout")
    items = json.loads(reference.read_text("utf-8"))["rare_chars"]["items"]
    assert "".join(item["char"] for item in items) == RARE


def test_a_drawn_rare_character_has_ink() -> None:
    for code, name in ((0x20164, "NotoSansSC-Bold"), (0x20003, "HanaMinB"), (0x9FFC, "BabelStoneHan")):
        with TTFont(assets.font_path(name), lazy=True) as font:
            assert font["glyf"][font.getBestCmap()[code]].numberOfContours > 0


def test_what_no_font_has_stands_as_its_code_point() -> None:
    assert shown("𰀀某") == "[U+30000]某"
    assert shown("한") == "[U+D55C]"
    assert shown("\ud800") == "[U+D800]"


def test_what_has_no_ink_takes_no_place() -> None:
    assert shown("葛\U000e0100城\u200b") == "葛城"
    assert shown("第一行\n第二行") == "第一行\n第二行"
    assert shown("\x07") == "[U+0007]"


def test_runs_change_the_face_only_where_they_must() -> None:
    assert runs("张𠀃英", "NotoSansSC-Bold") == [
        ("NotoSansSC-Bold", "张"),
        ("HanaMinB", "𠀃"),
        ("NotoSansSC-Bold", "英"),
    ]
    assert runs("A1") == [("NotoSansSC-Regular", "A1")]
    assert runs("") == []


def test_fonts_and_icons_are_found_by_name_alone() -> None:
    assert assets.font_path("NotoSansSC-Bold").stat().st_size > 5_000_000
    assert b"<svg" in assets.icon("printer-check")
    assert b"currentColor" in assets.icon("printer-check")
    for missing in (lambda: assets.icon("no-such-icon"), lambda: assets.font_path("Arial")):
        with pytest.raises(KeyError):
            missing()


def test_every_font_and_the_icons_have_their_licence_beside_them() -> None:
    fonts = assets.font_path("HanaMinB").parent
    said = {
        "NotoSansSC": "SIL OPEN FONT LICENSE",
        "HanaMinB": "Hanazono Font License",
        "BabelStoneHan": "ARPHIC PUBLIC LICENSE",
    }
    for family, words in said.items():
        assert words in (fonts / f"LICENSE-{family}.txt").read_text("utf-8")
    assert (fonts.parent / "icons" / "LICENSE-lucide.txt").read_text("utf-8").startswith("ISC License")
