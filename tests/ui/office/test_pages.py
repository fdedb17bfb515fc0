"""The office's pages on a real house: each for those whose roles open it, and what their keys do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms import Catalogue
from kiosk.app.desks import Desks
from kiosk.app.filing import Filing
from kiosk.app.outcomes import SignedIn
from kiosk.domain.staff import Role
from kiosk.settings import Settings
from kiosk.ui import office
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.audit_page import AuditPage
from kiosk.ui.office.pages import OfficePages
from kiosk.ui.office.staff_page import StaffPage
from kiosk.ui.office.words import KINDS
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button
from kiosk.wiring.house import furnish, opened
from kiosk.wiring.station import begin_station, named_station
from sync.protocol.kinds import SHAPES

Open = Callable[..., OfficePages]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    settings = Settings(tmp_path / "data", tmp_path / "keys")
    begin_station(settings, "341323110000-01", named_station("灵璧县渔沟镇为民服务中心"), "https://cx.example.gov.cn")
    with opened(settings) as store:
        yield furnish(store, settings, "staff:admin")


@pytest.fixture
def sit(qtbot: QtBot, errands: Errands, desks: Desks) -> Open:
    """The office of somebody with these roles."""

    def as_(*roles: Role) -> OfficePages:
        who = desks.for_person(SignedIn("0900", "李静", frozenset(roles)))
        screen = office.build(who, Fittings(Theme("office"), errands, Feed(), desks.say))
        assert isinstance(screen, OfficePages)
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        qtbot.waitUntil(lambda: not errands.busy)
        return screen

    return as_


def words(screen: OfficePages) -> list[str]:
    return [key.accessibleName() for key in screen._keys]


def press(screen: QWidget, key: str) -> None:
    """The button that shows this key."""
    shown = {button.shortcut().toString(): button for button in screen.findChildren(Button) if button.isVisible()}
    shown[key].click()


@pytest.mark.parametrize(
    ("roles", "pages"),
    [
        ((Role.SUPERVISOR,), ["实时", "监察", "补录", "核验", "信用", "人员"]),
        ((Role.LEAD,), ["实时", "监察", "补录", "核验", "信用", "人员"]),
        ((Role.SYSTEM,), ["人员"]),
        ((Role.AUDIT,), ["人员", "审计"]),
        ((Role.CLERK,), ["实时", "核验", "信用"]),
    ],
)
def test_each_sees_the_pages_that_his_roles_open(sit: Open, roles: tuple[Role, ...], pages: list[str]) -> None:
    assert words(sit(*roles)) == pages


def test_a_new_colleague_is_set_up_by_keys_and_the_start_code_is_shown_once(
    sit: Open, desks: Desks, qtbot: QtBot, errands: Errands
) -> None:
    desks.staff.open("admin", "张𠅤䶮", [Role.SYSTEM])
    screen = sit(Role.SYSTEM)
    page = screen.open(0)
    assert isinstance(page, StaffPage)
    press(page, "F2")
    QTest.keyClicks(QApplication.focusWidget(), "0305")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    page._name.setText("王芳")
    page._roles[Role.CLERK].setChecked(True)
    press(page, "F4")
    qtbot.waitUntil(lambda: page._code.isVisible())
    code = page._code.title.text().rpartition("：")[2]
    assert desks.sign_in.sign_in("0305", code).change
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 2)
    page.table.choose(0)
    assert not page._code.isVisible()


def test_roles_that_exclude_each_other_are_refused_and_nothing_typed_is_lost(
    sit: Open, desks: Desks, qtbot: QtBot
) -> None:
    desks.staff.open("admin", "张𠅤䶮", [Role.SYSTEM])
    page = sit(Role.SYSTEM).open(0)
    assert isinstance(page, StaffPage)
    page._number.setText("0306")
    page._name.setText("欧阳娜娜")
    for role in (Role.SUPERVISOR, Role.CLERK):
        page._roles[role].setChecked(True)
    press(page, "F4")
    qtbot.waitUntil(lambda: "不能由同一个人担任" in page._said.text())
    assert (page.number, page.name) == ("0306", "欧阳娜娜")
    assert [one.staff for one in desks.staff.listed()] == ["admin"]


def test_who_may_only_look_has_no_keys_to_change_anybody(sit: Open, desks: Desks) -> None:
    desks.staff.open("admin", "张𠅤䶮", [Role.SYSTEM])
    page = sit(Role.AUDIT).open(0)
    assert isinstance(page, StaffPage)
    assert not [button for button in page.findChildren(Button) if button.isVisible()]
    assert page.table.rows.rowCount() == 1


def test_an_auditor_finds_who_looked_at_a_case_and_is_found_himself(sit: Open, desks: Desks, qtbot: QtBot) -> None:
    example = Catalogue.shipped().matter("M0301").example
    filed = desks.intake.file(Filing("M0301", dict(example.answers), dict(example.materials)), "staff:0305")
    desks.cases.show(filed.case.case_no, "staff:0305", "办件")
    page = sit(Role.AUDIT).open(1)
    assert isinstance(page, AuditPage)
    page._fields["case_no"].setText(filed.case.case_no)
    page._kind.setCurrentIndex(2)
    press(page, "F3")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    row = page.table.rows._rows[0]
    assert row[1:5] == ("0305", "查看个人资料", filed.case.case_no, "看 办件；目的 办件")
    page._fields["case_no"].clear()
    page._kind.setCurrentIndex(5)
    press(page, "F3")
    qtbot.waitUntil(lambda: [row[2] for row in page.table.rows._rows][:1] == ["查台账"])
    press(page, "F8")
    qtbot.waitUntil(lambda: "没有改动" in page._said.text(), timeout=10_000)
    page._fields["since"].setText("昨天")
    press(page, "F3")
    assert "日期要写成" in page._said.text()


def test_a_row_altered_in_the_database_is_named_and_set_right_by_a_key(
    sit: Open, desks: Desks, qtbot: QtBot, tmp_path: Path
) -> None:
    matter = Catalogue.shipped().matter("M1103")
    filed = desks.intake.file(Filing("M1103", dict(matter.example.answers), dict(matter.example.materials)), "0305")
    number = filed.case.case_no
    desks.cases.withdraw(number, "不办了", "staff:0305")
    settings = Settings(tmp_path / "data", tmp_path / "keys")
    with opened(settings) as store, store.work("thief") as work:
        work.connection.execute("UPDATE case_record SET phone = '13900000000'")
    page = sit(Role.AUDIT).open(1)
    assert isinstance(page, AuditPage)
    page._kind.setCurrentIndex(3)
    press(page, "F3")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() >= 2)
    assert [row[4].partition("；")[0] for row in page.table.rows._rows if row[2] in ("撤回", "受理")] == [
        "已受理→已撤回",
        "已受理",
    ]
    press(page, "F8")
    qtbot.waitUntil(lambda: "可按 F9 恢复" in page._said.text(), timeout=10_000)
    assert number in page._said.text()
    press(page, "F9")
    qtbot.waitUntil(lambda: "已按台账恢复 1 处" in page._said.text(), timeout=10_000)
    press(page, "F9")
    qtbot.waitUntil(lambda: "没有要恢复的" in page._said.text(), timeout=10_000)
    assert desks.start_check() == []


def test_every_kind_of_entry_has_a_name_for_the_auditor() -> None:
    assert set(KINDS) >= set(SHAPES)
