"""The entry pad at the window: any character of any name, put where the cursor stood, by code points."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from kiosk.ui.pad.characters import find, understood
from kiosk.ui.pad.opening import PadKeys

from .conftest import Fingers

RARE = "䶮㛃㛚㬎㑇㙍㴔㻬䃅𠅤𠙶𤧛𤩽𨐈𨱇𪟝𪣻𫄧𫍯𫍽𫖮𫖯𫘜𫟅𫟹𫢸𬀩𬇙𬍛𬘡𬬩𬬭𬭎𬱖𬴊𬶍𬸣鿍鿎"
SHARED = Path(__file__).parents[4] / "shared" / "domain" / "reference_data.json"


def _pad(fingers: Fingers) -> PadKeys:
    return fingers.screen.findChild(PadKeys)


def _open(fingers: Fingers, typed: str) -> None:
    fingers.key("Ctrl+K")
    fingers.write(typed)
    fingers.settle()


def test_these_are_the_names_of_the_reference_data() -> None:
    if SHARED.exists():
        items = json.loads(SHARED.read_text("utf-8"))["rare_chars"]["items"]
        assert "".join(item["char"] for item in items) == RARE


@pytest.mark.parametrize("character", RARE)
def test_each_of_the_39_is_found_in_four_ways_within_the_first_forty(character: str) -> None:
    from assets import writing
    from kiosk.domain.pinyin import readings

    strokes, radical = writing.strokes()[character]
    ways = {
        "reading": readings(character)[0][:-1],
        "strokes and radical": f"{strokes}{writing.radicals()[radical - 1][1][0]}",
        "parts": writing.parts()[character],
        "code point": f"U+{ord(character):X}",
    }
    for way, typed in ways.items():
        found = [one.character for one in find(typed)[:40]]
        assert character in found, (way, typed, found)


def test_what_is_typed_may_be_one_way_or_several() -> None:
    assert understood("yan").read == "yan"
    assert (understood("yan 9").read, understood("yan 9").strokes) == ("yan", 9)
    assert (understood("9龙").strokes, understood("9 龙").parts) == (9, "龙")
    assert understood("4DAE").code == understood("u+4dae").code == "4dae"
    assert understood("20164").code == "20164"
    assert find("龙天")[0].character == "䶮"
    assert find("") == [] == find("d800")


def test_an_everyday_character_comes_first_only_where_there_is_no_keyboard() -> None:
    at_window = [one.character for one in find("yan 9")]
    in_hall = [one.character for one in find("yan 9", everyday=True)]
    assert at_window.index("䶮") < at_window.index("研")
    assert in_hall.index("研") < in_hall.index("䶮")


def test_a_character_is_put_where_the_cursor_stood_between_two_pairs(fingers: Fingers) -> None:
    fingers.key("Ctrl+F")
    box = fingers.screen.search._box
    fingers.write("𠅤𫖯")
    fingers.key("Left")
    assert box.cursorPosition() == 2
    _open(fingers, "龙天")
    fingers.key("Return")
    assert box.text() == "𠅤䶮𫖯"
    assert box.hasFocus()
    assert box.cursorPosition() == 3
    fingers.key("Backspace", "Backspace")
    assert box.text() == "𫖯"
    fingers.key("Delete")
    assert box.text() == ""


def test_what_is_marked_is_written_over_and_nothing_else_is_touched(fingers: Fingers) -> None:
    fingers.key("Ctrl+F")
    box = fingers.screen.search._box
    fingers.write("张𠅤明")
    box.setSelection(1, 2)
    _open(fingers, "2B5AF")
    fingers.key("Return")
    assert box.text() == "张𫖯明"


def test_esc_leaves_all_as_it_was(fingers: Fingers) -> None:
    fingers.key("Ctrl+F")
    box = fingers.screen.search._box
    fingers.write("张明")
    box.setSelection(0, 1)
    _open(fingers, "yan")
    fingers.key("Escape")
    assert not _pad(fingers).pad.isVisible()
    assert (box.text(), box.selectedText()) == ("张明", "张")
    assert fingers.screen.page is fingers.screen.search


def test_a_part_that_cannot_be_typed_is_chosen_among_the_radicals(fingers: Fingers) -> None:
    fingers.key("Ctrl+F")
    _open(fingers, "5")
    pad = _pad(fingers).pad
    fingers.key("Ctrl+K")
    assert fingers.reads("部首表")
    while pad._cells._cells[pad._cells.at].text != "龙":
        fingers.key("Right")
        assert pad._cells.at < len(pad._cells._cells) - 1 or pad._cells._cells[pad._cells.at].text == "龙"
    fingers.key("Return")
    assert pad.box.text() == "龙"
    fingers.settle()
    fingers.key("Return")
    assert fingers.screen.search._box.text() in {one.character for one in find("龙")}


def test_what_no_font_has_is_entered_and_shown_as_its_code_point(fingers: Fingers) -> None:
    fingers.key("Ctrl+F")
    _open(fingers, "31350")
    assert fingers.reads("[U+31350]")
    fingers.key("Return")
    assert fingers.screen.search._box.text() == "\U00031350"


def test_it_opens_in_every_line_of_a_form_and_the_answer_is_kept(fingers: Fingers) -> None:
    fingers.key("Ctrl+N")
    fingers.write("M0101")
    fingers.key("Return")
    fingers.settle()
    form = fingers.screen.intake.form
    line = next(one for one in form.findChildren(QLineEdit) if "name" in one.objectName() and one.isVisible())
    line.setFocus()
    fingers.write("张")
    _open(fingers, "fu页")
    fingers.key("Return")
    assert line.text() == "张𫖯"
    assert line.value() == "张𫖯"
    paragraph = next((one for one in form.findChildren(QPlainTextEdit) if one.isVisible()), None)
    if paragraph is not None:
        paragraph.setFocus()
        fingers.write("在")
        _open(fingers, "亩心")
        fingers.key("Return")
        assert paragraph.toPlainText() == "在𠅤"
