"""What the head's screen says of backups: never more than is so, and what is wrong before what is well."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.app.backup import BackupSeen
from kiosk.app.lodging import LodgingSeen
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.safety import said_of
from kiosk.ui.office.screen import OfficeScreen
from kiosk.ui.theme import Theme
from kiosk.wiring.sentences import say

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


def seen(last: datetime | None, **more: object) -> BackupSeen:
    plain = {"trouble": "", "trouble_values": {}, "overdue": False, "drilled": NOW, "drill_overdue": False}
    return BackupSeen(planned=True, medium="/media/usb", last=last, **(plain | more))  # type: ignore[arg-type]


def words(news: Refusal | Trouble) -> str:
    return say(news)


def test_a_backup_of_this_morning_is_said_with_its_time() -> None:
    assert said_of(seen(NOW - timedelta(hours=2)), NOW, words) == ([("备份 11-23 08:00", "good")], "")


def test_none_for_days_is_said_in_days() -> None:
    said, _ = said_of(seen(NOW - timedelta(days=5), overdue=True), NOW, words)
    assert said == [("已 5 天没有备份", "bad")]


def test_what_went_wrong_is_said_with_the_way_out() -> None:
    trouble = {"trouble": "medium_missing", "trouble_values": {"medium": "/media/usb"}}
    said, whole = said_of(seen(NOW, drill_overdue=True, **trouble), NOW, words)
    assert [how for _, how in said] == ["good", "bad", "warn"]
    assert "/media/usb" in whole
    assert "插好" in whole


def test_what_lies_upstream_is_said_beside_what_lies_on_the_medium() -> None:
    def lodged(last: datetime | None, under_way: bool = False, trouble: str = "", overdue: bool = False) -> LodgingSeen:
        return LodgingSeen("city", last, under_way, trouble, {"url": "https://x.cn"}, overdue)

    def last_chip(there: LodgingSeen) -> tuple[str, str]:
        return said_of(seen(NOW), NOW, words, there)[0][1]

    assert last_chip(lodged(NOW)) == ("寄存 11-23 10:00", "good")
    assert last_chip(lodged(None)) == ("还没有寄存过", "warn")
    assert last_chip(lodged(None, under_way=True)) == ("正在寄存", "warn")
    assert last_chip(lodged(NOW - timedelta(days=5), overdue=True)) == ("已 5 天没有寄存", "bad")
    said, whole = said_of(seen(NOW), NOW, words, lodged(NOW, trouble="no_line"))
    assert said[1] == ("寄存没有做成", "bad")
    assert "https://x.cn" in whole
    nowhere = LodgingSeen("", None, False, "", {}, False)
    assert len(said_of(seen(NOW), NOW, words, nowhere)[0]) == 1


def test_the_screen_shows_it_and_takes_it_away_again(qtbot: QtBot, errands: Errands) -> None:
    screen = OfficeScreen(Fittings(Theme("desk"), errands, Feed(), words), "灵璧县渔沟镇为民服务中心")
    qtbot.addWidget(screen)
    screen.resize(1366, 724)
    trouble = {"trouble": "medium_missing", "trouble_values": {"medium": "/media/usb"}}
    screen.show_backup(*said_of(seen(NOW - timedelta(days=5), overdue=True, drill_overdue=True, **trouble), NOW, words))
    screen.show()
    assert {"已 5 天没有备份", "备份没有做成", "该做恢复演练了"} <= {one.text() for one in screen.findChildren(QLabel)}
    screen.show_backup(*said_of(seen(NOW), NOW, words))
    qtbot.waitUntil(lambda: any("备份 11-23" in x.text() for x in screen.findChildren(QLabel) if x.isVisible()))
    assert not any("插好" in one.text() for one in screen.findChildren(QLabel) if one.isVisible())
