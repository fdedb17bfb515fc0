"""A document is given out at the window by keys alone: chosen, filled in, looked at, printed, printed again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.app.signing import HOLDS
from kiosk.ui.window.document_view import DocumentView
from tests.ui.fitting import unclear

from .conftest import Fingers, House
from .test_look import SIZES, _clipped, _outside
from .test_signing import glass, write

Sit = Callable[..., Fingers]


def _file(house: House, catalogue: Catalogue, code: str = "M0201") -> str:
    matter = catalogue.matter(code)
    filing = Filing(code, dict(matter.example.answers), dict(matter.example.materials))
    return house.desks.intake.file(filing, "staff:1").case.case_no


def _open(fingers: Fingers, house: House, catalogue: Catalogue, code: str = "M0201") -> str:
    case_no = _file(house, catalogue, code)
    fingers.key("Ctrl+F")
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    fingers.key("Ctrl+T")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.documents)
    fingers.settle()
    return case_no


def _look(fingers: Fingers) -> None:
    """Until what was typed has been drawn."""
    fingers.wait(lambda: not fingers.screen.documents.form._waiting.isActive())
    fingers.settle()


def _pages(fingers: Fingers) -> int:
    return len(fingers.screen.documents.findChild(DocumentView).paper.pages)


def _grant(fingers: Fingers) -> None:
    """A decision from the box to the printer."""
    fingers.write("zyjd")
    fingers.key("Return")
    fingers.write("登记为失业人员")
    fingers.key("F9")
    for words in ("灵璧县人民政府", "灵璧县人民法院"):
        fingers.write(words)
        fingers.key("F9")
    fingers.settle()


def test_a_decision_is_given_out_and_printed_by_keys_alone(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    case_no = _open(fingers, house, catalogue)
    _grant(fingers)
    fingers.wait(lambda: fingers.reads("《准予决定书》渔沟政服准〔2026〕000001号 已出"))
    issued = house.desks.documents.listed(case_no)
    assert [one.number for one in issued] == ["渔沟政服准〔2026〕000001号"]
    assert issued[0].case is None
    assert house.desks.cases.show(case_no, "cli").state == "granted"
    fingers.wait(lambda: fingers.reads("已打印"))
    assert house.tray.documents == [("渔沟政服准〔2026〕000001号", 1, False), ("渔沟政服准〔2026〕000001号", 2, False)]


def test_a_document_is_printed_again_with_one_key_and_the_printer_is_told(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    _open(fingers, house, catalogue)
    _grant(fingers)
    fingers.wait(lambda: fingers.reads("补打"))
    fingers.key("Ctrl+P")
    fingers.wait(lambda: fingers.reads("已打印 2 次"))
    assert [again for _, _, again in house.tray.documents] == [False, False, True, True]


def test_a_printer_that_is_away_does_not_undo_a_document(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    case_no = _open(fingers, house, catalogue)
    house.tray.trouble = "printer_away"
    _grant(fingers)
    fingers.wait(lambda: fingers.reads("没打出来"))
    assert len(house.desks.documents.listed(case_no)) == 1
    house.tray.trouble = ""
    fingers.key("Ctrl+P")
    fingers.wait(lambda: fingers.reads("已打印"))
    assert not any(again for _, _, again in house.tray.documents)


def test_what_is_missing_is_said_beside_its_field_once_it_was_left(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    case_no = _open(fingers, house, catalogue)
    fingers.write("bydz")
    fingers.key("Down", "Up")
    fingers.write("")
    fingers.key("Ctrl+A", "Delete")
    fingers.write("补正")
    fingers.key("Return")
    _look(fingers)
    assert not fingers.reads("请填写")
    assert _pages(fingers) == 1
    fingers.key("F9")
    assert fingers.reads("请填写“缺什么、错在哪”。")
    fingers.write("户口簿 / 没有提交 / 补交复印件")
    fingers.key("Shift+Return")
    fingers.write("照片")
    fingers.key("Return", "Return")
    fingers.write("20261301")
    _look(fingers)
    fingers.key("F9")
    assert fingers.reads("“期限”应当是日期，如 20261201。")
    fingers.key("Ctrl+A", "Delete")
    fingers.write("20261204")
    fingers.key("Return")
    fingers.settle()
    fingers.wait(lambda: fingers.reads("渔沟政服补〔2026〕000001号"))
    case = house.desks.cases.show(case_no, "cli")
    assert (case.state, case.ask, case.ask_until) == ("supplement", "户口簿：没有提交；照片", "2026-12-04")


def test_what_may_not_be_given_out_says_why(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    _open(fingers, house, catalogue, "M0901")
    fingers.write("准予")
    fingers.key("Return")
    assert not fingers.screen.documents.filling
    assert any("由" in one and "决定，本窗口不能出《准予决定书》" in one for one in fingers.texts())


def test_what_is_missing_before_filing_goes_out_on_paper(fingers: Fingers, house: House) -> None:
    fingers.tell(house.desks.queue.take("M0101"))
    fingers.key("F1")
    fingers.write("张桂英")
    fingers.screen.intake.form.judge()
    fingers.key("Ctrl+T")
    fingers.wait(lambda: fingers.screen.documents.filling)
    _look(fingers)
    fingers.key("F9")
    fingers.settle()
    fingers.wait(lambda: fingers.reads("渔沟政服告〔2026〕000001号"))
    issued = house.desks.documents.listed()[0]
    assert (issued.case_no, issued.paper.heading.addressee) == ("", "张桂英")
    assert len(issued.paper.wanted) > 3
    fingers.wait(lambda: fingers.reads("已打印"))
    fingers.key("Escape")
    assert fingers.screen.page is fingers.screen.intake
    assert fingers.screen.intake.form.filling.raw


def test_the_filled_form_and_the_guide_are_printed_from_there(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    _open(fingers, house, catalogue)
    for name in ("sqb", "大字"):
        fingers.key("Ctrl+A", "Delete")
        fingers.write(name)
        fingers.settle()
        assert _pages(fingers) >= 1
        fingers.key("Return")
        fingers.settle()
    assert [title for title, _, _ in house.tray.documents] == [
        catalogue.matter("M0201").form.title,
        catalogue.matter("M0201").name,
    ]


def test_the_way_back_is_where_one_came_from(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    _open(fingers, house, catalogue)
    fingers.write("准予")
    fingers.key("Return")
    assert fingers.screen.documents.filling
    fingers.key("Escape")
    assert not fingers.screen.documents.filling
    fingers.key("Escape")
    assert fingers.screen.page is fingers.screen.search


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_no_words_of_a_document_are_clipped(
    house: House, sit_down: Sit, catalogue: Catalogue, size: tuple[int, int], factor: float
) -> None:
    fingers = sit_down(house, size, factor)
    wrong: list[str] = []

    def look(name: str) -> None:
        fingers.settle()
        wrong.extend(
            f"{name}: {one}" for one in [*_clipped(fingers.screen), *_outside(fingers.screen), *unclear(fingers.screen)]
        )

    _open(fingers, house, catalogue)
    look("list")
    for name in ("bzcl", "tbcx", "dbwt", "sdhz"):
        fingers.key("Ctrl+A", "Delete")
        fingers.write(name)
        fingers.key("Return")
        _look(fingers)
        fingers.key("F9")
        look(name)
        fingers.key("Escape")
    fingers.key("Ctrl+A", "Delete")
    _grant(fingers)
    look("given out")
    assert wrong == []
    assert (fingers.screen.width(), fingers.screen.height()) == size


def test_every_field_of_a_document_has_a_name(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    _open(fingers, house, catalogue)
    fingers.write("dbwts")
    fingers.key("Return")
    nameless = [
        type(widget).__name__
        for widget in fingers.screen.documents.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]
    assert set(nameless) <= {"QScrollArea"}


def test_whoever_collects_a_result_signs_for_it_on_the_glass(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    case_no = _open(fingers, house, catalogue)
    _grant(fingers)
    fingers.write("sdhz")
    fingers.key("Return")
    fingers.settle()
    fingers.key("F9")
    fingers.settle()
    (served, *_) = [one for one in house.desks.documents.listed(case_no) if one.kind == "delivery"]
    assert fingers.screen.documents.list.current() == served.number
    assert fingers.reads("屏上签收")
    fingers.key("Alt+S")
    fingers.wait(lambda: glass(fingers).paper.pages)
    write(glass(fingers).pad)
    fingers.key("Return")
    fingers.wait(lambda: fingers.reads("已签收"))
    (seen,) = house.desks.signing.of_case(case_no)
    assert (seen.state, seen.way, seen.signer) == (HOLDS, "screen", served.paper.heading.addressee)
    assert served.id in seen.field
    assert house.desks.cases.show(case_no, "cli").state == "delivered"
    assert house.desks.handing_out.seen_form(case_no), "the hand under a delivery stands on no form"
