"""The office's lists of work by their keys, on a real house: marked, entered late, to be verified, made good."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from forms import Catalogue
from kiosk.app.desks import Desks
from kiosk.app.filing import Filing
from kiosk.app.outcomes import SignedIn
from kiosk.app.paper_first import PaperFirst
from kiosk.devices.clock import SystemClock
from kiosk.domain.staff import Role
from kiosk.settings import Settings
from kiosk.ui import office
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings, wall_clock
from kiosk.ui.office.pages import OfficePages
from kiosk.ui.office.work_page import WorkPage
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button
from kiosk.wiring.house import furnish, opened
from kiosk.wiring.station import begin_station, named_station

Open = Callable[..., WorkPage]
WATCH, LATE, VERIFY, CREDIT = "监察", "补录", "核验", "信用"
LATER = timedelta(days=45)


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desks]:
    """A centre with one case of everything, forty-five days later."""
    settings = Settings(tmp_path / "data", tmp_path / "keys")
    begin_station(settings, "341323110000-01", named_station("灵璧县渔沟镇为民服务中心"), "https://cx.example.gov.cn")
    real = SystemClock.now
    with opened(settings) as store:
        made = furnish(store, settings, "staff:admin")
        made.intake.file(filing("M1201"), "staff:0305")  # a paper is owed
        shared = filing("M0201")
        made.intake.file(replace(shared, materials={**shared.materials, "M0201-A01": "shared"}), "staff:0305")
        monkeypatch.setattr(SystemClock, "now", lambda self: real(self) + LATER)
        paper = PaperFirst(wall_clock() + LATER - timedelta(days=6), "镇上停电", "纸-007")
        made.amends.paper_first.file(filing("M1103"), paper, "staff:0306")
        yield made


def filing(code: str) -> Filing:
    example = Catalogue.shipped().matter(code).example
    return Filing(code, dict(example.answers), dict(example.materials))


@pytest.fixture
def sit(qtbot: QtBot, errands: Errands, desks: Desks) -> Open:
    """A page of the office as somebody with this role has it."""

    def as_(role: Role, word: str) -> WorkPage:
        who = desks.for_person(SignedIn("0900", "李静", frozenset({role})))
        now = lambda: wall_clock() + LATER  # noqa: E731
        screen = office.build(who, Fittings(Theme("office"), errands, Feed(), desks.say, now=now))
        assert isinstance(screen, OfficePages)
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        page = screen.open([key.accessibleName() for key in screen._keys].index(word))
        assert isinstance(page, WorkPage)
        qtbot.waitUntil(lambda: not errands.busy)
        page.keep = screen  # type: ignore[attr-defined]  # what is shown is not taken apart
        return page

    return as_


def press(page: WorkPage, key: str, errands: Errands, qtbot: QtBot) -> None:
    page.buttons[key].click()
    qtbot.waitUntil(lambda: not errands.busy)


def rows(page: WorkPage) -> list[tuple[str, ...]]:
    return [tuple(row) for row in page.table.rows._rows]


def kinds(desks: Desks, *kinds: str) -> list[str]:
    return [line.said for line in desks.audit.search(_sought(" ".join(kinds)))]


def _sought(kinds: str):  # type: ignore[no-untyped-def]
    from kiosk.app.audit import Sought

    return Sought(kinds=kinds)


def test_the_lead_answers_and_the_supervisor_writes_off_each_by_his_own_key(
    sit: Open, errands: Errands, qtbot: QtBot
) -> None:
    page = sit(Role.LEAD, WATCH)
    assert "F8" not in page.buttons
    first = rows(page)[0]
    assert first[-1] == "未处置"
    page.set_text("text", "部门停机三天")
    press(page, "F4", errands, qtbot)
    assert rows(page)[0] == (*first[:-1], "已说明")
    assert page.text("text") == ""
    watch = sit(Role.SUPERVISOR, WATCH)
    assert "F4" not in watch.buttons
    before = rows(watch)
    assert "部门停机三天" in watch._facts.text()
    watch.set_text("text", "情况属实")
    press(watch, "F8", errands, qtbot)
    assert "批准人" in watch._said.text()
    assert watch.text("text") == "情况属实", "nothing typed is lost"
    watch.set_text("by", "李卫东")
    press(watch, "F8", errands, qtbot)
    assert rows(watch) == before[1:]
    press(watch, "F2", errands, qtbot)
    assert [row[-1] for row in rows(watch)] == ["已核销"]
    assert "李卫东 批准" in watch._facts.text()
    press(watch, "F2", errands, qtbot)
    assert rows(watch) == before[1:]


def test_the_case_is_looked_at_in_full_with_its_purpose_and_masked_again_after(
    sit: Open, desks: Desks, errands: Errands, qtbot: QtBot
) -> None:
    page = sit(Role.SUPERVISOR, VERIFY)
    assert "F4" not in page.buttons, "who supervises handles no case"
    name = next(one.applicant for one in desks.cases.find("") if one.matter == "M0201")
    assert name not in page._facts.text()
    assert all(name not in cell for row in rows(page) for cell in row)
    press(page, "F6", errands, qtbot)
    assert name in page._facts.text()
    assert kinds(desks, "person.looked")[0] == "what=case; purpose=核验材料"
    press(page, "F5", errands, qtbot)
    assert name not in page._facts.text()


def test_a_paper_that_was_looked_up_leaves_the_list(sit: Open, desks: Desks, errands: Errands, qtbot: QtBot) -> None:
    page = sit(Role.CLERK, VERIFY)
    first, *rest = rows(page)
    assert first[0].startswith("过期")
    assert not any(row[0].startswith("过期") for row in rest)
    page.set_text("text", "省人口库一致")
    press(page, "F4", errands, qtbot)
    assert rows(page) == rest
    assert "相符" in page._said.text()
    assert kinds(desks, "case.verified")[0] == "material=M0201-A01; way=shared"


def test_what_was_entered_late_is_sought_by_days_and_leaves_as_a_table(
    sit: Open, errands: Errands, qtbot: QtBot
) -> None:
    page = sit(Role.SUPERVISOR, LATE)
    (row,) = rows(page)
    assert (row[0], row[-1]) == ("6 天 0 时", "超限")
    assert "镇上停电" in page._facts.text()
    press(page, "F7", errands, qtbot)
    assert "已导出到" in page._said.text()
    page.set_text("until", "昨天")
    press(page, "F3", errands, qtbot)
    assert "日期要写成" in page._said.text()
    assert len(rows(page)) == 1
    for name, day in (("since", "2026-01-01"), ("until", "2026-01-31")):
        page.set_text(name, day)
    press(page, "F3", errands, qtbot)
    assert rows(page) == []
    assert "没有补录的件" in page._none.text()


def test_a_broken_word_is_made_good_with_reason_and_proof(
    sit: Open, desks: Desks, errands: Errands, qtbot: QtBot
) -> None:
    page = sit(Role.LEAD, CREDIT)
    (row,) = rows(page)
    assert row[-1] == "未修复"
    press(page, "F4", errands, qtbot)
    assert "写明" in page._said.text()
    for name, text in (("text", "已补交"), ("proof", "登记表 12 号"), ("by", "李卫东")):
        page.set_text(name, text)
    press(page, "F4", errands, qtbot)
    (row,) = rows(page)
    assert row[-1].endswith("修复")
    assert "登记表 12 号" in page._facts.text()


def test_how_somebodys_word_stands_is_asked_by_his_number_which_does_not_stay(
    sit: Open, desks: Desks, errands: Errands, qtbot: QtBot
) -> None:
    page = sit(Role.CLERK, CREDIT)
    number = "342224196203151511"
    press(page, "F3", errands, qtbot)
    assert "请先输入" in page._said.text()
    page.set_text("number", number)
    press(page, "F3", errands, qtbot)
    assert "有失信记录" in page._said.text()
    assert number not in page._said.text() + page.text("number")
    assert kinds(desks, "person.looked")[0] == "what=credit; purpose=查失信记录"


@pytest.mark.parametrize("word", [WATCH, LATE, VERIFY, CREDIT])
@pytest.mark.parametrize("factor", [1.0, 1.35])
def test_nothing_of_a_row_is_cut_off_but_what_takes_the_rest(
    desks: Desks, errands: Errands, qtbot: QtBot, word: str, factor: float
) -> None:
    who = desks.for_person(SignedIn("0900", "李静", frozenset({Role.LEAD})))
    screen = office.build(who, Fittings(Theme("office", factor), errands, Feed(), desks.say))
    assert isinstance(screen, OfficePages)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    with qtbot.waitExposed(screen):
        screen.show()
    page = screen.open([key.accessibleName() for key in screen._keys].index(word))
    assert isinstance(page, WorkPage)
    qtbot.waitUntil(lambda: not errands.busy)
    across = page.table.horizontalHeader()
    assert across.length() <= page.table.viewport().width(), "no scrolling sideways"
    for button in page.findChildren(Button):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
