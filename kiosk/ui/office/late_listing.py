"""The page of late entries (补录): what was taken on paper, when, by whom it was entered and how far that is."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject

from kiosk.app.desks import Desks
from kiosk.app.late_entries import LateEntry
from kiosk.app.outcomes import Exported
from kiosk.domain.deadline import CHINA
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.words import LateList as Words
from kiosk.ui.office.words import Listed
from kiosk.ui.office.work_list import LOOK, Subject, WorkList
from kiosk.ui.office.work_page import Blank, Design, Line, WorkPage

SEEK, EXPORT = "F3", "F7"
PERIOD = timedelta(days=30)
_HOUR, _DAY = 60, 24 * 60


class LateListing(QObject):
    """The last thirty days, until somebody asks for others."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        columns = (
            *((Words.GAP, 86), (Words.TAKEN, 94), (Words.ENTERED, 94), (Words.CASE, 0)),
            *((Words.WHOSE, 56), (Words.MARK, 76)),
        )
        above = (Blank("since", Words.SINCE), Blank("until", Words.UNTIL))
        keys = ((SEEK, Words.SEEK), (EXPORT, Words.EXPORT), (LOOK, Listed.LOOK))
        self.page = WorkPage(fittings.theme, Design(Words.TITLE, columns, (), keys, above))
        super().__init__(self.page)
        self._desk, self._actor = desks.amends.late_entries, desks.actor
        self._names = {m.code: m.name for c in desks.hall.categories() for m in desks.hall.matters(c.code)}
        today = fittings.now().astimezone(CHINA).date()
        self._days = (today - PERIOD, today)
        for name, day in zip(("since", "until"), self._days, strict=True):
            self.page.set_text(name, day.isoformat())
        subject = Subject(self._read, _line, self._facts, lambda one: one.case_no, lambda: Words.NONE)
        self._list = WorkList(self.page, desks, fittings, subject, Words.PURPOSE)
        self.page.pressed.connect(self._on_pressed)
        self._list.read()

    def _read(self) -> Sequence[LateEntry]:
        return self._desk.listed(*self._days)

    def _facts(self, one: LateEntry) -> Sequence[str]:
        times = Words.TIMES.format(taken=_minute(one.taken_at), entered=_minute(one.entered_at), gap=_gap(one.minutes))
        number = [Words.NUMBER.format(number=one.number)] if one.number else []
        matter = Words.MATTER.format(matter=self._names.get(one.matter, one.matter))
        return (matter, times, Words.REASON_LINE.format(reason=one.reason), *number)

    def _on_pressed(self, key: str) -> None:
        if key not in (SEEK, EXPORT):
            return
        days = self._asked()
        if days is None:
            self.page.show_said(Words.DAY_WRONG, "bad")
            return
        self._days = days
        self.page.show_said("")
        if key == SEEK:
            self._list.read()
        else:
            self._list.run(lambda: self._desk.export(*days, self._actor), self._on_exported)

    def _asked(self) -> tuple[date, date] | None:
        try:
            since, until = (date.fromisoformat(self.page.text(name)) for name in ("since", "until"))
        except ValueError:
            return None
        return (since, until) if since <= until else None

    def _on_exported(self, exported: Exported) -> None:
        until = f"{exported.until.astimezone(CHINA):%m-%d %H:%M}"
        self.page.show_said(Words.EXPORTED.format(path=exported.path, until=until), "good")


def _line(one: LateEntry) -> Line:
    times = (_minute(one.taken_at)[5:], _minute(one.entered_at)[5:])
    who = one.actor.removeprefix("staff:")
    mark = Words.LATE if one.late else Words.FINE
    return Line((_gap(one.minutes), *times, one.case_no.split("-", 2)[-1], who, mark), "warn" if one.late else "")


def _gap(minutes: int) -> str:
    days, hours = minutes // _DAY, minutes % _DAY // _HOUR
    if days:
        return Words.DAYS.format(days=days, hours=hours)
    if minutes >= _HOUR:
        return Words.HOURS.format(hours=hours, count=minutes % _HOUR)
    return Words.MINUTES.format(count=minutes)


def _minute(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
