"""Decisions by key on the case's card: each where it fits, asked for what it needs, done once, seen at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.domain.case import Case
from kiosk.ui.window.actions.listing import ACTIONS, KEYS

from .conftest import Fingers, House, take_papers
from .test_look import _clipped, _outside


def _file(house: House, catalogue: Catalogue, code: str) -> Case:
    matter = catalogue.matter(code)
    filing = Filing(code, dict(matter.example.answers), dict(matter.example.materials))
    return house.desks.intake.file(filing, "staff:1").case


def _open(fingers: Fingers, case_no: str) -> None:
    fingers.key("Ctrl+F")
    fingers.write(case_no)
    fingers.wait(lambda: _card(fingers).case is not None and _card(fingers).case.case_no == case_no)
    fingers.settle()


def _card(fingers: Fingers) -> object:
    return fingers.screen.search.card


def _state(house: House, case_no: str) -> str:
    return str(house.desks.cases.show(case_no, "t").state)


def test_what_was_received_is_accepted_by_one_key_and_its_receipt_comes(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    case = _file(house, catalogue, "M0901")
    _open(fingers, case.case_no)
    fingers.key("Alt+A", "Return")
    fingers.wait(lambda: _state(house, case.case_no) == "accepted")
    fingers.wait(lambda: len(house.tray.receipts) == 1)
    assert fingers.reads("已受理")
    assert fingers.reads("12月21日 周一前办结，还有 20 个工作日")
    body = [one for one in _bodies(house, case.case_no) if one.kind == "case.accepted"]
    assert [(one.actor, one.payload["window"]) for one in body] == [("staff:0305", "3")]


def _bodies(house: House, case_no: str) -> list:
    with house.store.look() as work:
        return [entry.read() for entry in work.journal.of_case(case_no)]


def test_a_key_that_does_not_fit_says_so_and_asks_nothing(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    case = _file(house, catalogue, "M0901")
    _open(fingers, case.case_no)
    fingers.key("Alt+O")
    assert fingers.reads("现在不能“公示")
    assert not fingers.screen.search.card.ask.isVisible()


def test_the_card_shows_what_fits_and_the_rest_by_one_key(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    case = _file(house, catalogue, "MX01")
    _open(fingers, case.case_no)
    keys = fingers.screen.search.card._keys
    assert len(keys.findChildren(type(fingers.screen.search.card._print))) == 6
    fingers.key("Alt+M")
    words = [
        key.accessibleName() for key in keys.findChildren(type(fingers.screen.search.card._print)) if key.isVisible()
    ]
    assert {"准予", "不予", "特别程序", "延长期限", "公示", "撤回", "作废", "收起"} <= set(words)
    assert "受理" not in words
    assert _clipped(fingers.screen) == []
    assert _outside(fingers.screen) == []
    fingers.key("Alt+M")
    assert fingers.reads("更多")


def test_a_public_notice_is_hung_out_and_taken_down(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    case = _file(house, catalogue, "MX01")
    _open(fingers, case.case_no)
    fingers.key("Alt+O", "Return", "Return")
    assert fingers.reads("请写明“在哪里公示”")
    fingers.write("村务公开栏")
    fingers.key("Return")
    fingers.write("20261130")
    fingers.key("Return")
    fingers.wait(lambda: _state(house, case.case_no) == "noticed")
    assert fingers.reads("停表：公示，11月23日 周一起，到11月30日 周一")
    fingers.key("Alt+O", "Return")
    fingers.wait(lambda: fingers.reads("公示到 2026-11-30，期满以后才能结束公示"))
    house.clock.seconds += int(timedelta(days=8).total_seconds())
    fingers.key("Return")
    fingers.wait(lambda: _state(house, case.case_no) == "in_review")
    assert [step.text for step in house.desks.cases.show(case.case_no, "t").steps][-1] == "公示期满，无异议"


def test_a_special_procedure_is_a_paper_and_its_end_a_word(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    case = _file(house, catalogue, "MX01")
    _open(fingers, case.case_no)
    fingers.key("Alt+T")
    fingers.wait(lambda: fingers.screen.documents.filling)
    form = fingers.screen.documents.form
    typed = {"procedure": "inspection", "reason": "要实地踏勘", "days": "5", "approved_by": "孙立"}
    for path, text in typed.items():
        form._editors[path].show_value(text)
    fingers.key("F9")
    fingers.wait(lambda: _state(house, case.case_no) == "suspended")
    stop = house.desks.cases.show(case.case_no, "t").stops[-1]
    assert (stop.procedure, stop.expected, stop.approved_by) == ("inspection", "5 workday", "孙立")
    fingers.key("Escape")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.search)
    fingers.settle()
    assert fingers.screen.search.card.case.case_no == case.case_no
    assert fingers.reads("停表：特别程序")
    fingers.key("Alt+T")
    fingers.write("踏勘符合")
    fingers.key("Return")
    fingers.wait(lambda: _state(house, case.case_no) == "in_review")


def test_a_matter_done_on_the_spot_is_closed_by_one_key(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    case = _file(house, catalogue, "M0201")
    _open(fingers, case.case_no)
    fingers.key("Alt+J", "Return", "Return")
    fingers.wait(lambda: _state(house, case.case_no) == "delivered")
    assert house.desks.cases.show(case.case_no, "t").outcome == catalogue.matter("M0201").guide.result


def test_nobody_answered_and_the_card_says_what_that_means(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    licence, other = _file(house, catalogue, "M0901"), _file(house, catalogue, "M1201")
    house.clock.seconds += int(timedelta(days=8).total_seconds())
    _open(fingers, licence.case_no)
    assert fingers.reads("视为受理，受理日 11月23日")
    assert not fingers.screen.search.card.can("accept")
    _open(fingers, other.case_no)
    assert fingers.reads("记监察异常")
    assert fingers.screen.search.card.can("accept")


def test_a_paper_that_is_asked_for_is_ready_to_be_filled_in(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    case = _file(house, catalogue, "M0901")
    _open(fingers, case.case_no)
    for key, title in (("Alt+S", "补正材料通知书"), ("Alt+X", "不予受理通知书")):
        fingers.key(key)
        fingers.wait(lambda: fingers.screen.documents.filling)
        assert fingers.reads(title)
        fingers.key("Escape", "Escape")
        fingers.wait(lambda: fingers.screen.page is fingers.screen.search)
        fingers.settle()
        assert fingers.screen.search.card.case.case_no == case.case_no


def test_no_key_means_two_things_for_one_case(house: House, catalogue: Catalogue) -> None:
    from dataclasses import replace
    from datetime import date

    from kiosk.domain.case import CaseState
    from kiosk.ui.window.actions.action import Seen
    from kiosk.ui.window.actions.listing import fitting

    filed = {code: _file(house, catalogue, code) for code in ("M0901", "MX01", "M0201")}
    for code, case in filed.items():
        for state in CaseState:
            for sent in (False, True):
                seen = Seen(replace(case, state=state, sent_on=sent), catalogue.matter(code), date(2026, 11, 23))
                keys = [action.key for action in fitting(seen)]
                assert len(keys) == len(set(keys)), (code, state, keys)
    assert len(KEYS) == len(set(KEYS))
    for action in ACTIONS:
        assert len(action.word) <= 7
        assert sum(way is not None for way in (action.deed, action.document, action.work)) == 1


@pytest.mark.parametrize(("size", "factor"), [((1366, 768), 1.35), ((1920, 1080), 2.0)])
def test_nothing_is_cut_off_on_any_glass(
    house: House, sit_down: object, catalogue: Catalogue, size: tuple[int, int], factor: float
) -> None:
    case = _file(house, catalogue, "MX01")
    fingers = sit_down(house, size, factor)  # type: ignore[operator]
    _open(fingers, case.case_no)
    card = fingers.screen.search.card
    for key in ("Alt+M", "Alt+O"):
        fingers.key(key)
        assert _clipped(fingers.screen) == []
        assert _outside(fingers.screen) == []
        seen = [one for one in card.findChildren(QAbstractButton) if one.isVisible()]
        places = [QRect(one.mapTo(card, QPoint(0, 0)), one.size()) for one in seen]
        assert [(a, b) for nth, a in enumerate(places) for b in places[:nth] if a.intersects(b)] == []
        assert all(card.rect().contains(place) for place in places)
        assert [one.accessibleName() for one in seen if one.visibleRegion().boundingRect() != one.rect()] == []


def test_a_case_is_only_taken_in_by_its_own_key(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    matter = catalogue.matter("MX01")
    fingers.tell(house.desks.queue.take("MX01"))
    fingers.key("F1")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    take_papers(fingers, matter)
    fingers.key("Shift+F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    assert [case.state for case in house.desks.cases.find("", 5)] == ["received"]


@pytest.mark.parametrize("factor", [1.0, 1.35])
def test_the_key_that_only_takes_in_stands_on_its_button_where_f9_would_accept(
    house: House, sit_down: Callable[..., Fingers], catalogue: Catalogue, factor: float
) -> None:
    fingers = sit_down(house, factor=factor)

    def button() -> Any:
        found = [one for one in fingers.screen.bar.findChildren(QAbstractButton) if one.isVisible()]
        return next((one for one in found if "只收件" in one.accessibleName()), None)

    assert button() is None, "nothing lies on the counter"
    fingers.tell(house.desks.queue.take("MX01"))
    fingers.key("F1")
    matter = catalogue.matter("MX01")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    take_papers(fingers, matter)
    assert button() is not None
    assert fingers.screen.bar.rect().contains(QRect(button().mapTo(fingers.screen.bar, QPoint(0, 0)), button().size()))
    button().click()
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    assert [case.state for case in house.desks.cases.find("", 5)] == ["received"]
    fingers.key("Ctrl+N")
    fingers.write("m1201")
    fingers.settle()
    fingers.key("Return")
    assert fingers.screen.page is fingers.screen.intake
    assert button() is None, "F9 only takes in there"
