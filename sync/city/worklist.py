"""A department's work list in words: cases by due date, masked; one case open, in full; what waits for a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from kiosk.domain.case import CaseState
from kiosk.domain.deadline import business_day
from kiosk.domain.person import mask_name
from kiosk.domain.refusals import CaseUnknown
from sync.city import words
from sync.city.desk import Aside, WorkItem
from sync.city.folding import Twin
from sync.city.house import City
from sync.city.progress import CaseSeen, Progress

_SOON = 2  # working days: then a case is marked as due soon
VIEWS: Mapping[str, frozenset[CaseState]] = {
    "open": frozenset({CaseState.ACCEPTED, CaseState.IN_REVIEW, CaseState.RECEIVED, CaseState.COLLECTED}),
    "supplement": frozenset({CaseState.SUPPLEMENT}),
    "suspended": frozenset({CaseState.SUSPENDED, CaseState.NOTICED}),
}
CLOSED, ITEMS, RATED = "closed", "items", "ratings"


@dataclass(frozen=True, slots=True)
class Row:
    """One case of the work list, masked."""

    link: str
    person: str
    matter: str
    centre: str
    card: str
    card_word: str
    due: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """One case in full, for the person who decides it."""

    twin: Twin
    seen: CaseSeen
    centre: str
    state: str
    row: Row
    answers: Sequence[tuple[str, str]]
    materials: Sequence[tuple[str, str]]
    open: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """What the page shows at a time."""

    view: str
    counts: Mapping[str, int]
    aside: Aside
    items: Sequence[WorkItem]
    rows: Sequence[Row]
    opened: Opened | None


class Worklists:
    """Reads the city for a department's desk. Opening a case is looking at personal data, and is entered as such."""

    def __init__(self, city: City, actor: str) -> None:
        self._city = city
        self._actor = actor
        self._progress = Progress(city.books, city.desk, city.matters, city.calendar, city.now)

    def read(self, view: str, case_no: str, twin: int) -> Worklist:
        """One view of the list, with the case chosen, else its first."""
        desk = self._city.desk
        waiting = desk.open_cases()
        views = {name: [t for t in waiting if t.case.state in states] for name, states in VIEWS.items()}
        shown = desk.closed_cases() if view == CLOSED else views.get(view, views["open"])
        shown = [] if view in (ITEMS, RATED) else shown
        opened = self._opened(shown, (case_no, twin))
        at = (opened.twin.case_no, opened.twin.twin) if opened else ("", 0)
        return Worklist(
            view=view,
            counts={name: len(twins) for name, twins in views.items()},
            aside=desk.aside(),
            items=desk.work_items() if view == ITEMS else (),
            rows=[self._row(twin, view, (twin.case_no, twin.twin) == at) for twin in shown],
            opened=opened,
        )

    def _opened(self, shown: Sequence[Twin], chosen: tuple[str, int]) -> Opened | None:
        twin = next((t for t in shown if t.case_no == chosen[0] and chosen[1] in (0, t.twin)), None)
        if twin is None and chosen[0]:
            try:
                twin = self._city.desk.case(*chosen)
            except CaseUnknown:
                twin = None
        twin = twin or (shown[0] if shown else None)
        if twin is None:
            return None
        self._city.desk.looked(twin, self._actor)
        matter = self._city.matters.matter(twin.case.matter, twin.case.matter_version)
        return Opened(
            twin=twin,
            seen=self._progress.seen(twin),
            centre=self._city.register.centre(twin.case.centre).name or twin.case.centre,
            state=words.STATES[twin.case.state],
            row=self._row(twin, "", True),
            answers=self._city.matters.answers(twin.case),
            materials=[
                (matter.material(key), words.MATERIAL_STATES.get(how, how)) for key, how in twin.case.materials.items()
            ],
            open=any(twin.case.state in states for states in VIEWS.values()),
        )

    def _row(self, twin: Twin, view: str, chosen: bool) -> Row:
        case = twin.case
        card, due = self._due(case.due_on)
        return Row(
            link=f"/console?view={view}&case={quote(case.case_no)}&twin={twin.twin}",
            person=mask_name(case.applicant),
            matter=self._city.matters.matter(case.matter, case.matter_version).name,
            centre=self._city.register.centre(case.centre).name or case.centre,
            card=card,
            card_word=words.CARDS[card],
            due=due,
            chosen=chosen,
        )

    def _due(self, due_on: date | None) -> tuple[str, str]:
        """The card of a due date and its words, counted in working days."""
        today = business_day(self._city.now())
        if due_on is None:
            return "none", ""
        if due_on < today:
            return "black", words.OVER_BY.format(days=self._progress.count(due_on, today))
        left = self._progress.count(today, due_on)
        said = words.DUE_IN.format(days=left) if left else words.DUE_NOW
        return ("yellow" if left <= _SOON else "green"), said
