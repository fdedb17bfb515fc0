"""The 39 names of the reference data on the clerk's screen: typed, edited by characters, shown in lines and tables.

Everywhere else where a name stands: tests/journeys/test_every_name.py.
"""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from assets.lettering import face_of
from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.ui.fonts import drawable
from kiosk.ui.pad.opening import write_at
from kiosk.ui.window.results import NAME
from tests.ui.keys import commit, press

from .conftest import Fingers, House

RARE = "䶮㛃㛚㬎㑇㙍㴔㻬䃅𠅤𠙶𤧛𤩽𨐈𨱇𪟝𪣻𫄧𫍯𫍽𫖮𫖯𫘜𫟅𫟹𫢸𬀩𬇙𬍛𬘡𬬩𬬭𬭎𬱖𬴊𬶍𬸣鿍鿎"


@pytest.fixture
def line(fingers: Fingers) -> QLineEdit:
    """The applicant's name on a form."""
    fingers.key("Ctrl+N")
    fingers.write("M0101")
    fingers.key("Return")
    fingers.settle()
    form = fingers.screen.intake.form
    found = next(one for one in form.findChildren(QLineEdit) if "name" in one.objectName() and one.isVisible())
    found.setFocus()
    return found


def test_all_of_them_are_drawn_by_the_houses_own_letters(dressed: QApplication) -> None:
    assert [one for one in RARE if face_of(one) is None or drawable(one) != one] == []


def test_a_name_is_edited_by_characters_never_by_halves(line: QLineEdit, fingers: Fingers) -> None:
    for character in RARE:
        line.clear()
        commit(line, f"张{character}明{character}")
        assert line.value() == f"张{character}明{character}"
        _press(line, "Backspace")
        assert line.value() == f"张{character}明"
        _press(line, "Left", "Backspace")
        assert line.value() == "张明"
        write_at(line, character, 1, 0)
        assert line.value() == f"张{character}明"
        _press(line, "End", "Shift+Left", "Shift+Left")
        assert line.selectedText() == f"{character}明"
        _press(line, "Delete")
        assert line.value() == "张"


def _press(line: QLineEdit, *sequences: str) -> None:
    for sequence in sequences:
        press(line, sequence)


def test_fifty_characters_are_fifty_however_many_units_they_take(
    line: QLineEdit, fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    """The rule of length counts code points, and the line cuts nothing off."""
    matter = catalogue.matter("M0101")
    for count, fits in ((50, True), (51, False)):
        name = "𫖯" * count
        line.clear()
        commit(line, name)
        assert line.value() == name
        checked = house.desks.intake.judge(matter, {**matter.example.answers, "applicant_name": name})
        assert (not any(fault.field == "applicant_name" for fault in checked.faults)) is fits, count


def test_each_stands_in_a_table_and_in_the_lines_of_a_search(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M0101")
    for character in RARE[-4:]:
        raw = {**matter.example.answers, "applicant_name": f"{character}小{character}"}
        house.desks.intake.file(Filing("M0101", raw, dict(matter.example.materials)), "staff:0305")
    fingers.key("Ctrl+F")
    results = fingers.screen.search._results
    fingers.wait(lambda: results.rowCount() == 4)
    shown = [results.data(results.index(row, NAME)) for row in range(4)]
    assert shown == [f"{character}小{character}" for character in reversed(RARE[-4:])]
    for character in RARE[-4:]:
        fingers.screen.search.begin(character)
        fingers.settle()
        assert [case.applicant[0] for case in results.found] == [character]
        fingers.wait(lambda name=f"{character}小{character}": fingers.reads(name))


def test_each_is_typed_into_a_cell_of_a_table(line: QLineEdit, fingers: Fingers) -> None:
    form = fingers.screen.intake.form
    form.go_to("family_members[0].name")
    for character in RARE:
        cell = QApplication.focusWidget()
        assert isinstance(cell, QLineEdit)
        cell.selectAll()
        commit(cell, f"{character}小{character}")
        assert form.filling.raw["family_members"][0]["name"] == f"{character}小{character}"
