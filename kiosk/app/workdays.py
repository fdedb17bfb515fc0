"""The calendar on the wall: which days are worked, as the State Council's notices say, and what another year moves.

The shipped years, and those that were imported here or came in a county's parcel. When a year comes in, the open cases
that this device filed are reckoned anew, and each that is due on another day has that entered (standards.md §8, 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.app.outcomes import Changed
from kiosk.app.rulings import rule, ruled_names_in, text_in
from kiosk.domain.case import CaseState, after
from kiosk.domain.clocks import promised_due, received_on
from kiosk.domain.deadline import ACCEPT_WITHIN, business_day, due_after
from kiosk.domain.refusals import Refusal
from kiosk.domain.standstill import pauses, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from forms.workdays import Calendar
    from kiosk.app.ports import Device, Store, Work
    from kiosk.domain.case import Case
    from kiosk.domain.deadline import Due, WorkCalendar

YEAR, RECKONED, KEPT = "calendar.year.", "calendar.reckoned", "calendar.years"
PARCEL, GROUP = "calendar.parcel.", "calendar"
IMPORTED, REDATED = "calendar.imported", "case.redated"
ACTOR = "calendar"
_ON_THE_CALENDAR = (  # open, and with a day; what was only collected or booked has none yet
    CaseState.RECEIVED,
    CaseState.SUPPLEMENT,
    CaseState.ACCEPTED,
    CaseState.IN_REVIEW,
    CaseState.SUSPENDED,
    CaseState.NOTICED,
)


class CalendarWrong(Refusal):
    """A file that is no calendar of a year; nothing was changed."""

    def __init__(self, file: str) -> None:
        super().__init__("calendar_wrong", file=file)


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that is due on another day now, or no longer only by estimate."""

    case_no: str
    before: date
    due_on: date


@dataclass(frozen=True, slots=True)
class CalendarTaken:
    """Years that hold now, the calendar's version, and the cases that it moved."""

    years: tuple[int, ...]
    version: str
    moved: tuple[Moved, ...]
    changed: frozenset[Changed] = frozenset({Changed.CASES, Changed.SETTINGS})


class Wall:
    """The calendar as it hangs now; everybody who reckons holds this one."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    @property
    def version(self) -> str:
        """Changes when any year does."""
        return self._calendar.version

    @property
    def years(self) -> frozenset[int]:
        """Those whose notice is in."""
        return self._calendar.years

    def is_workday(self, day: date, /) -> bool:
        """Whether it is worked."""
        return self._calendar.is_workday(day)

    def known(self, year: int, /) -> bool:
        """Whether that year's notice is in."""
        return self._calendar.known(year)

    def hang(self, calendar: Calendar) -> Calendar:
        """Another one; the one before comes back."""
        before, self._calendar = self._calendar, calendar
        return before


class CalendarDesk:
    """Takes years in and reckons anew. Kept in memory: nobody reads it within a piece of work that is open already."""

    def __init__(self, store: Store, device: Device, now: Callable[[], datetime]) -> None:
        from forms.workdays import Calendar

        self._store = store
        self._device = device
        self._now = now
        self._shipped = Calendar.shipped()
        self.wall = Wall(self._shipped)
        self.refresh()

    def refresh(self) -> CalendarTaken:
        """What another program of this PC, or a parcel, has hung up holds here too, and is reckoned with once."""
        with self._store.look() as work:
            texts, reckoned = _kept(work), work.drawer.setting(RECKONED, self._shipped.version)
        calendar = self._shipped.with_years(texts) if texts else self._shipped
        self.wall.hang(calendar)
        moved = self._reckon(calendar) if reckoned != calendar.version else ()
        return CalendarTaken(tuple(sorted(calendar.years)), calendar.version, moved)

    def take(self, content: bytes, actor: str, file: str = "calendar.toml", area: str = "") -> CalendarTaken:
        """A year's file in the form of forms/calendar/2026.toml, in the place of what was known of that year, for all
        PCs of this centre or of `area`.

        Refuses `CalendarWrong`, `AreaNotOurs`, `RuledAbove`. The same one again changes nothing.
        """
        year = year_of(content, file)
        with self._store.work(actor) as work:
            text, over = content.decode("utf-8"), work.drawer.setting(f"{PARCEL}{year}")
            known = _text(work, year) == text and not area
            if not known and rule(work, f"{GROUP}.{year}", text, area, over):
                _say(work, year, content, "")
        return self.refresh()

    def _reckon(self, calendar: Calendar) -> tuple[Moved, ...]:
        """Every open case of this device by the new calendar, in one piece of work."""
        moved: list[Moved] = []
        with self._store.work(ACTOR) as work:
            before = self._before(work)
            for case in work.cases.standing_at([state.value for state in _ON_THE_CALENDAR], self._mine()):
                if one := self._redate(work, case, before, calendar):
                    moved.append(one)
            work.drawer.set_setting(RECKONED, calendar.version)
            work.drawer.set_setting(KEPT, "\n\x1e\n".join(_kept(work)))
        return tuple(moved)

    def _before(self, work: Work) -> Calendar:
        """The calendar by which the open cases were reckoned."""
        texts = [text for text in work.drawer.setting(KEPT).split("\n\x1e\n") if text]
        return self._shipped.with_years(texts) if texts else self._shipped

    def _mine(self) -> str:
        return f"{self._device.centre}-%-{self._device.number}-%"

    def _redate(self, work: Work, case: Case, before: Calendar, now: Calendar) -> Moved | None:
        from sync.protocol.kinds import CaseRedated

        due, was = self._due(case, now), self._due(case, before)
        if case.due_on is None or due is None or was is None or was[0].on != case.due_on:
            return None  # nothing is due, or its day came from elsewhere
        if due[0].on == case.due_on and due[0].estimated == case.due_estimated:
            return None
        payload = CaseRedated(
            calendar=now.version,
            before=case.due_on.isoformat(),
            due_on=due[0].on.isoformat(),
            estimated=due[0].estimated,
            silent=due[1],
        )
        entered = work.journal.enter(payload, REDATED, case.case_no)
        work.cases.put(after(case, entered.happened))
        return Moved(case.case_no, case.due_on, due[0].on)

    def _due(self, case: Case, calendar: WorkCalendar) -> tuple[Due, str] | None:
        """When it is due by a calendar, and when if nobody answers; a clock that stands still is reckoned without the
        stop that lasts, as its day was."""
        stops = pauses(case, business_day(self._now()))
        stops = stops[:-1] if standing(case) is not None else stops
        if case.accepted_at is not None:
            due = promised_due(case, stops, calendar)
            return None if due is None else (due, "")
        filed = received_on(case)
        silent = due_after(filed, case.days, case.unit, calendar, stops).on.isoformat() if case.days is not None else ""
        return due_after(filed, ACCEPT_WITHIN, "workday", calendar, stops), silent


def year_of(content: bytes, file: str) -> int:
    """The year of a calendar's file. Refuses `CalendarWrong`."""
    from forms.workdays import Calendar

    try:
        (year,) = Calendar.from_texts([content.decode("utf-8")]).years
    except (ValueError, TypeError, AttributeError):
        raise CalendarWrong(file) from None
    return year


def keep_year(work: Work, year: int, content: bytes, digest: str, parcel: str) -> None:
    """Keep the year's file of a parcel, and enter that it holds. `digest` names the parcel, `parcel` is its place among
    all (`Shelved.place`)."""
    text, same = content.decode("utf-8"), _text(work, year)
    if parcel >= work.drawer.setting(f"{PARCEL}{year}"):
        work.drawer.set_setting(f"{YEAR}{year}", text)
        work.drawer.set_setting(f"{PARCEL}{year}", parcel)
        years = {*map(int, work.drawer.setting(YEAR).split()), year}
        work.drawer.set_setting(YEAR, " ".join(map(str, sorted(years))))
    if text != same:
        _say(work, year, content, digest)


def _say(work: Work, year: int, content: bytes, digest: str) -> None:
    from hashlib import sha256

    from sync.protocol.kinds import CalendarImported

    work.journal.enter(CalendarImported(year=year, sha256=sha256(content).hexdigest(), digest=digest), IMPORTED)


def _years(work: Work) -> Sequence[int]:
    ruled = {int(name.partition(".")[2]) for name in ruled_names_in(work.drawer, GROUP)}
    return sorted({*map(int, work.drawer.setting(YEAR).split()), *ruled})


def _kept(work: Work) -> list[str]:
    return [text for year in _years(work) if (text := _text(work, year))]


def _text(work: Work, year: int) -> str:
    return text_in(work.drawer, f"{GROUP}.{year}", f"{YEAR}{year}", f"{PARCEL}{year}")
