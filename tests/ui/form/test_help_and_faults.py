"""What the form says when it is asked, and how the clerk gets from fault to fault and row to row by keys."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from forms import Catalogue
from kiosk.ui.form.counter.paper_row import note_of, signed_by
from kiosk.ui.form.counter.papers import Papers
from kiosk.ui.form.helpbox import HelpBox
from kiosk.ui.form.labels import balanced
from kiosk.ui.form.rows import Rows
from kiosk.ui.form.spellings import spelling_of
from kiosk.ui.theme import Theme
from tests.ui.keys import press

from .conftest import Laid


def _key(*names: str) -> None:
    for name in names:
        press(QApplication.focusWidget(), name)


def test_one_key_says_what_a_field_is_where_it_stands_and_how_it_looks(lay: Laid) -> None:
    view = lay("M0101")
    view.go_to("applicant_id_no")
    _key("Alt+H")
    box = next(box for box in view.findChildren(HelpBox) if box.isVisible())
    said = box.accessibleName()
    assert "身份证正面" in said
    assert "342225 19760412 3176" in said
    assert box.geometry().top() >= view._stack.rows["applicant_id_no"].editor.geometry().bottom()
    assert view._stack.rows["applicant_id_no"].editor.accessibleDescription() == said


def test_the_help_follows_the_cursor_until_it_is_no_longer_wanted(lay: Laid) -> None:
    view = lay("M0101", {"family_members": [{"name": "甲"}]})
    view.go_to("applicant_phone")
    _key("Alt+H")
    view.go_to("family_members[0].relation")
    boxes = [box for box in view.findChildren(HelpBox) if box.isVisible()]
    assert len(boxes) == 1
    assert "户主或与户主关系" in boxes[0].accessibleName()
    _key("Alt+H")
    assert not [box for box in view.findChildren(HelpBox) if box.isVisible()]


def test_a_key_goes_from_fault_to_fault_and_around(lay: Laid, catalogue: Catalogue) -> None:
    raw = dict(catalogue.matter("M0101").example.answers)
    rows = [dict(row) for row in raw["family_members"]]
    rows[1]["id_no"] = "342225197809092263"
    view = lay("M0101", raw | {"applicant_phone": "123", "family_members": rows, "income_wage": "x"})
    view.go_to("applicant_name")
    at = []
    for _ in range(4):
        _key("Alt+N")
        at.append(view.filling.progress.at)
    assert at == ["applicant_phone", "family_members[1].id_no", "income_wage", "applicant_phone"]
    _key("Alt+P")
    assert view.filling.progress.at == "income_wage"


def test_without_a_fault_that_key_goes_to_what_is_missing(lay: Laid, catalogue: Catalogue) -> None:
    raw = dict(catalogue.matter("M0101").example.answers)
    del raw["hukou_address"]
    view = lay("M0101", raw)
    view.go_to("income_wage")
    _key("Alt+N")
    assert view.filling.progress.at == "hukou_address"
    view.put({"hukou_address": "草沟镇于韩村二组"})
    assert not view.go_to_fault()


def test_rows_change_places_and_all_that_were_dropped_come_back(lay: Laid) -> None:
    view = lay("M0101", {"family_members": [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]})

    def names() -> list[str]:
        return [row["name"] for row in view.filling.raw["family_members"]]

    view.go_to("family_members[2].name")
    _key("Ctrl+Shift+Up")
    assert names() == ["甲", "丙", "乙"]
    assert view.filling.progress.at == "family_members[1].name"
    _key("Ctrl+Delete", "Ctrl+Delete")
    assert names() == ["甲"]
    _key("Alt+Z", "Alt+Z")
    assert names() == ["甲", "丙", "乙"]


def test_rows_move_from_any_cell_of_theirs(lay: Laid) -> None:
    """Keys of a row of choices mean the row of the table when Ctrl is held."""
    view = lay("M0501", {"plots": [{"plot_name": "甲", "land_right": "1"}, {"plot_name": "乙", "land_right": "1"}]})
    for column in ("plot_name", "land_kind", "land_right", "area", "crop", "fallow"):
        view.go_to(f"plots[0].{column}")
        before = [row["plot_name"] for row in view.filling.raw["plots"]]
        _key("Ctrl+Shift+Down")
        assert [row["plot_name"] for row in view.filling.raw["plots"]] == before[::-1], column


def test_a_row_at_the_edge_stays() -> None:
    rows = Rows([{"name": "甲"}, {"name": "乙"}], open=0)
    assert not rows.move(-1)
    assert rows.move(1)
    assert rows.open == 1
    assert not rows.move(1)
    assert not Rows().move(1)
    assert not Rows().restore()


def test_an_amount_stands_in_capitals_beside_its_field_while_it_is_typed(lay: Laid) -> None:
    view = lay("M1201")
    view.go_to("income_wage")
    for letter in "50003.5":
        QTest.keyClick(QApplication.focusWidget(), letter)
    view.judge()
    row = view._stack.rows["income_wage"]
    assert row._aside.text() == "伍万零叁元伍角"
    assert row._aside.isVisible()
    view.put({"income_wage": ""})
    assert not row._aside.text()


def test_where_a_hand_is_needed_it_is_marked(lay: Laid) -> None:
    view = lay("M0101")
    sign = view._stack.rows["applicant_sign"].editor
    assert sign._list.text().startswith("须本人签字或按指印")
    assert sign._sign.isVisible()
    assert view._stack.rows["agent_letter"].editor._sign is None


def test_what_may_be_left_out_says_so(lay: Laid) -> None:
    view = lay("M0101")
    assert view._stack.rows["live_address"].editor.placeholderText() == "选填"
    assert view._stack.rows["live_division"].editor.placeholderText().startswith("选填，")
    assert view._stack.rows["hukou_address"].editor.placeholderText() == ""


def test_the_cursor_after_a_table_is_in_the_next_question(lay: Laid) -> None:
    """The row that closes gives the cursor away by itself; what has it then is at hand all the same."""
    view = lay("M0501", {"plots": [{"plot_name": "甲"}]})
    view.go_to("plots[0].plot_name")
    _key("Insert", "Return")
    assert view.filling.progress.at == "apply_area"


def test_a_year_is_no_amount() -> None:
    assert spelling_of("int").shown("2026") == "2026"
    assert spelling_of("int").shown("12345") == "12,345"
    assert spelling_of("money").shown("1200") == "1,200"


def test_labels_are_cut_where_they_read_well(lay: Laid) -> None:
    theme = Theme("window")
    metrics, width = theme.metrics("body"), theme.px(107)
    assert balanced("姓名", width, metrics) == "姓名"
    assert balanced("代办人身份证号码", width, metrics) in ("代办人\n身份证号码", "代办人身份\n证号码")
    assert balanced("经营净收入(种养、经营)", width, metrics) == "经营净收入\n(种养、经营)"
    assert balanced("死者在享待遇(养老金、低保、津贴等)", width, metrics).count("\n") == 2


def test_a_paper_that_needs_a_hand_says_whose(catalogue: Catalogue) -> None:
    papers = {material.id: material for material in catalogue.matter("M1201").materials}
    assert signed_by(papers["M1201-A01"]) == "户主签字按指印"
    assert signed_by(papers["M1201-A02"]) == "每位成年成员签署"
    assert signed_by(papers["M1201-A03"]) == ""
    state = Papers(catalogue.matter("M1201"))
    assert note_of(state, papers["M1201-A01"])[0].endswith("户主签字按指印")
