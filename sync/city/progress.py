"""Where a case stands, in words for a resident: the date in big type, what is owed, what was done, what follows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import select

from forms.workdays import Calendar
from kiosk.domain.case import Case, CaseState, Step
from kiosk.domain.deadline import CHINA, business_day
from kiosk.domain.person import mask_name
from kiosk.domain.standstill import as_of
from sync.city import words
from sync.city.books import Books
from sync.city.desk import CityDesk
from sync.city.folding import Twin
from sync.city.matters import CityMatters, MatterSeen
from sync.city.shelves import entry_at
from sync.city.tables import entry
from sync.protocol.kinds import Rated, SupplementAsked
from sync.protocol.reading import read_entry

_RUNNING = frozenset({CaseState.ACCEPTED, CaseState.IN_REVIEW})
_BESIDE = frozenset(  # no step of its own
    ("case.corrected", "case.approved", "case.word_kept", "case.verified", "case.pledge_checked")
)
_MOST_STEPS = 4  # that are still to come, on one small screen
_BRACKETS = re.compile("[(\uff08].*?[)\uff09]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the way: `mark` is done, now, or next."""

    mark: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """How far the promised time has gone."""

    day: int
    days: int
    said: str
    whole: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What the resident still has to bring: said in one line, and where to."""

    said: str
    where: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What a supplement asks for, said once for all."""

    items: tuple[str, ...]
    promise: str
    note: str
    until: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case as its page shows it, masked. `tone` is good, plain, warn or bad."""

    case_no: str
    matter: str
    matter_code: str
    person: str
    state: CaseState
    tone: str
    headline: str
    note: str
    reason: str
    bar: Bar | None
    owed: Owed | None
    ask: Ask | None
    way: tuple[Line, ...]
    siblings: tuple[tuple[str, str], ...] = ()  # cases filed with it in one go: name and number
    rated: bool = False
    corrected: tuple[str, ...] = ()  # when and which answers were corrected (更正); never what they say


class Progress:
    """Puts cases into words for residents."""

    def __init__(
        self, books: Books, desk: CityDesk, matters: CityMatters, calendar: Calendar, now: Callable[[], datetime]
    ) -> None:
        self._books = books
        self._desk = desk
        self._matters = matters
        self._calendar = calendar
        self.now = now

    def twins(self, case_no: str) -> Sequence[Twin]:
        """All cases of a number."""
        return self._desk.twins(case_no)

    def rate(self, twin: Twin, rated: Rated) -> None:
        """A resident's word on a case, once."""
        self._desk.residents.rate(twin, rated)

    def name(self, matter: str) -> str:
        """A matter's name."""
        return self._matters.matter(matter).name

    def seen(self, twin: Twin) -> CaseSeen:
        """One case in words."""
        case, today = as_of(twin.case, self.now()), business_day(self.now())
        matter = self._matters.matter(case.matter, case.matter_version)
        headline, tone = self._headline(case, today)
        return CaseSeen(
            case_no=case.case_no,
            matter=matter.name,
            matter_code=case.matter,
            person=mask_name(case.applicant),
            state=case.state,
            tone=tone,
            headline=headline,
            note=self._note(case, matter, today),
            reason=_reason(case),
            bar=self._bar(case, matter, today),
            owed=_owed(case, matter),
            ask=self._ask(twin, today) if case.state is CaseState.SUPPLEMENT else None,
            way=_way(case, matter),
            siblings=tuple((self._named(number), number) for number in case.siblings),
            corrected=_corrected(case),
            rated=bool(case.rated),
        )

    def _named(self, case_no: str) -> str:
        """What another case is about, as far as it has arrived."""
        twins = self._desk.twins(case_no)
        return self.name(twins[0].case.matter) if twins else words.NOT_ARRIVED

    def _headline(self, case: Case, today: date) -> tuple[str, str]:
        if case.state in _RUNNING and case.due_on:
            if case.due_on < today:
                return words.DUE_PASSED.format(date=words.day_of(case.due_on)), "bad"
            if case.due_on == today:
                return words.DUE_TODAY, "plain"
            return words.DUE_BEFORE.format(date=words.weekday_of(case.due_on)), "plain"
        tones = {CaseState.GRANTED: "good", CaseState.DELIVERED: "good", CaseState.VOIDED: "bad"}
        return words.HEADLINES.get(case.state, words.UNDER_WAY), tones.get(case.state, "plain")

    def _note(self, case: Case, matter: MatterSeen, today: date) -> str:
        if case.state in _RUNNING and case.due_on and case.due_on < today:
            unit = words.WORKDAY if matter.by_workdays else words.DAY
            return words.LATE.format(days=self.count(case.due_on, today, matter.by_workdays), unit=unit)
        if case.state in _RUNNING:
            deemed = words.DEEMED.format(date=words.day_of(business_day(case.filed_at))) if case.deemed else ""
            return deemed + (words.ESTIMATED if case.due_estimated else "")
        if case.state is CaseState.RECEIVED and case.due_on and case.due_on < today:
            return words.ANSWER_LATE.format(date=words.day_of(case.due_on))
        return words.NOTES.get(case.state, "")

    def _bar(self, case: Case, matter: MatterSeen, today: date) -> Bar | None:
        if case.state not in _RUNNING or case.due_on is None or case.accepted_at is None or case.due_on < today:
            return None
        begun = business_day(case.accepted_at)
        days = self.count(begun, case.due_on, matter.by_workdays)
        if days < 1:
            return None
        day = self.count(begun, today, matter.by_workdays)
        unit = words.WORKDAY if matter.by_workdays else words.DAY
        said = words.DAY_NOW.format(day=day, unit=unit) if day else words.FIRST_DAY
        return Bar(day, days, said, words.DAY_ALL.format(days=days))

    def _ask(self, twin: Twin, today: date) -> Ask:
        asked = self._asked(twin)
        items = tuple(item for item in asked.items if item.strip()) or (twin.case.ask,)
        promise, note = words.ASK_ACCEPTED if twin.case.accepted_at else words.ASK_BEFORE
        try:
            until = date.fromisoformat(twin.case.ask_until)
        except ValueError:
            return Ask(items, promise, note)
        left = self.count(today, until, workdays=True)
        said = words.LEFT.format(days=left) if until >= today else words.PASSED
        return Ask(items, promise, note, words.weekday_of(until), said)

    def _asked(self, twin: Twin) -> SupplementAsked:
        """What the last supplement said, item by item."""
        asked = (entry.c.case_no == twin.case_no, entry.c.kind == "case.supplement_asked", entry.c.g <= twin.last_g)
        with self._books.read() as connection:
            newest = select(entry.c.g).where(*asked).order_by(entry.c.g.desc()).limit(1)
            g = connection.execute(newest).scalar()
            happening = read_entry(entry_at(connection, g)).happening if g else None
        try:
            return msgspec.convert(happening.payload if happening else {}, SupplementAsked)
        except msgspec.ValidationError:
            return SupplementAsked(text=twin.case.ask)

    def count(self, begun: date, end: date, workdays: bool = True) -> int:
        """Days after `begun` up to and with `end`; none when it lies before."""
        days = (begun + timedelta(days=n) for n in range(1, max(0, (end - begun).days) + 1))
        return sum(not workdays or self._calendar.is_workday(day) for day in days)


def _reason(case: Case) -> str:
    if case.state in (CaseState.GRANTED, CaseState.REFUSED):
        return case.outcome
    ended = (CaseState.NOT_ACCEPTED, CaseState.SUSPENDED, CaseState.VOIDED)
    if case.state not in ended:
        return ""
    return next((step.text for step in reversed(case.steps) if step.kind not in _BESIDE), "")


def _corrected(case: Case) -> tuple[str, ...]:
    """Each day on which something was corrected, with what: a paper that says otherwise is still genuine."""
    days: dict[str, dict[str, None]] = {}
    for one in case.corrections:
        days.setdefault(words.day_of(business_day(one.at)), {})[one.label] = None
    return tuple(words.CORRECTED.format(date=day, labels=words.TOGETHER.join(them)) for day, them in days.items())


def _owed(case: Case, matter: MatterSeen) -> Owed | None:
    if not case.owed or case.state not in _RUNNING:
        return None
    names = words.TOGETHER.join(matter.material(key) for key in case.owed)
    until = min(case.owed.values())
    try:
        said = words.weekday_of(date.fromisoformat(until))
    except ValueError:
        said = ""
    where = words.OWED_BY.format(date=said, centre=words.CENTRE) if said else ""
    return Owed(words.OWED.format(count=len(case.owed), names=names), where)


def _way(case: Case, matter: MatterSeen) -> tuple[Line, ...]:
    """What was done, what is being done, and what follows as the matter's definition has it."""
    done = [_done(step) for step in case.steps if step.kind in words.STEPS]
    if case.state not in _RUNNING:
        ended = case.state in (CaseState.GRANTED, CaseState.REFUSED, CaseState.DELIVERED)
        return tuple(done) if ended or not done else (*done[:-1], replace(done[-1], mark="now"))
    coming = _coming(matter)
    if len(coming) > _MOST_STEPS:
        coming = [*coming[: _MOST_STEPS - 1], coming[_MOST_STEPS - 1] + words.MORE_STEPS]
    return (*done, Line("now", words.UNDER_WAY), *(Line("next", name) for name in (*coming, words.LAST_STEP)))


def _done(step: Step) -> Line:
    return Line("done", words.STEPS[step.kind], words.moment_of(step.at.astimezone(CHINA)))


def _coming(matter: MatterSeen) -> list[str]:
    """The steps behind the last one in which a case is taken in, up to the last within the promised time."""
    names = [_BRACKETS.sub("", step.name).strip() for step in matter.steps]
    taken_in = [number for number, name in enumerate(names) if any(word in name for word in words.TAKING_IN)]
    counted = [number for number, step in enumerate(matter.steps) if step.counted]
    return names[taken_in[-1] + 1 if taken_in else 0 : counted[-1] + 1 if counted else len(names)]
