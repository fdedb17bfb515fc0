"""What the entries of cases add up to, by the one law (`kiosk.domain.case.after`), in the order of the log.

Two cases with one number stand side by side as twins. An entry that does not fit changes nothing and becomes a work
item; one that came before its case was filed waits for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kiosk.domain.case import FILINGS, Case, StepDoesNotFit, after
from sync.protocol.reading import Happening, Read

DOES_NOT_FIT, CASE_UNKNOWN, NUMBER_TWICE, UNREADABLE = "does_not_fit", "case_unknown", "number_twice", "unreadable"
_BAD_SHAPE = (KeyError, TypeError, ValueError, AttributeError)


@dataclass(slots=True)
class Twin:
    """One case of a number: usually the only one. `filed_by` is the id of the entry that filed it."""

    case_no: str
    twin: int
    device: str
    filed_by: str
    body_hash: bytes
    filed_g: int
    case: Case
    last_g: int


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that a person has to look at."""

    g: int
    reason: str
    detail: str
    case_no: str | None


@dataclass(slots=True)
class Folding:
    """Cases by number, entries that wait for their filing, and what came of the entries folded in."""

    cases: dict[str, list[Twin]] = field(default_factory=dict)
    waiting: dict[str, list[tuple[int, Read]]] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    items: dict[int, Item] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)

    def fold(self, g: int, read: Read) -> None:
        """Take one entry in. Never raises."""
        if read.happening is None:
            self._item(g, UNREADABLE, read, "")
        elif read.concerns_case and read.case_no is not None:
            self._fold_case(g, read, read.case_no, read.happening)

    def _fold_case(self, g: int, read: Read, case_no: str, happening: Happening) -> None:
        try:
            if read.kind in FILINGS:
                self._file(g, read, case_no, happening)
            elif case_no not in self.cases:
                self.waiting.setdefault(case_no, []).append((g, read))
                self._item(g, CASE_UNKNOWN, read, "")
            else:
                self._move(g, read, case_no, happening)
        except StepDoesNotFit as no:
            self._item(g, DOES_NOT_FIT, read, no.state)
        except _BAD_SHAPE as error:
            self._item(g, UNREADABLE, read, str(error)[:200].replace("\x00", ""))

    def _file(self, g: int, read: Read, case_no: str, happening: Happening) -> None:
        twins = self.cases.get(case_no, [])
        fresh = after(None, happening)
        if fresh.case_no != case_no:
            raise ValueError(fresh.case_no)
        for twin in twins:
            if _same(twin.case, fresh):
                self._put(twin, after(twin.case, happening), g)
                return
        entry = read.entry
        self.cases.setdefault(case_no, []).append(
            Twin(case_no, len(twins) + 1, entry.device, read.id, entry.body_hash, g, fresh, g)
        )
        self.changed.add(case_no)
        if twins:
            self._item(g, NUMBER_TWICE, read, "")
        for early_g, early in self.waiting.pop(case_no, []):
            self._settle(early_g)
            self.fold(early_g, early)

    def _move(self, g: int, read: Read, case_no: str, happening: Happening) -> None:
        misfit: StepDoesNotFit | None = None
        for twin in _likeliest_first(self.cases[case_no], read, happening):
            try:
                self._put(twin, after(twin.case, happening), g)
            except StepDoesNotFit as no:
                misfit = misfit or no
            else:
                return
        if misfit:
            raise misfit

    def _put(self, twin: Twin, case: Case, g: int) -> None:
        twin.case, twin.last_g = case, g
        self.changed.add(twin.case_no)

    def _item(self, g: int, reason: str, read: Read, detail: str) -> None:
        self.items[g] = Item(g, reason, detail, read.case_no)
        self.settled.discard(g)

    def _settle(self, g: int) -> None:
        self.items.pop(g, None)
        self.settled.add(g)


def _same(one: Case, other: Case) -> bool:
    """Whether two filings under one number are of one case: the same person and the same matter."""
    return (one.applicant, one.id_number, one.matter) == (other.applicant, other.id_number, other.matter)


def _likeliest_first(twins: Iterable[Twin], read: Read, happening: Happening) -> list[Twin]:
    """The case that the entry names, else one filed by the same device, else the first."""
    named = happening.payload.get("filing")
    meant = [twin for twin in twins if twin.filed_by == named]
    return meant or sorted(twins, key=lambda t: (t.device != read.entry.device, t.twin))
