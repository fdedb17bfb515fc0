"""Whose word was not kept (失信): who is not offered to bring a paper later (容缺) or to pledge (告知承诺), and why.

Two sources: this centre's own cases, whose commitments ran out (derived, never entered twice), and the county's list,
which is put up whole and goes to all PCs of the centre by a slow mark of each person: the list itself lies nowhere.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.app.at_hand import case_of
from kiosk.app.authority import Authority
from kiosk.app.credit_list import MOST as MOST_OF_LIST
from kiosk.app.credit_list import NAME, write_list
from kiosk.app.finding import Sieve
from kiosk.app.held import keys_in
from kiosk.app.once import Once
from kiosk.app.outcomes import CaseMovedOn
from kiosk.app.rulings import rule
from kiosk.app.standing import Broken, broken_by, broken_in, word_gaps
from kiosk.app.words import LIST_COLUMNS
from kiosk.domain.aftermath import breaches
from kiosk.domain.case import StepDoesNotFit, after
from kiosk.domain.deadline import business_day
from kiosk.domain.person import mask_name
from kiosk.domain.refusals import Refusal
from sync.protocol.amend_kinds import CreditListed, WordKept
from sync.protocol.catalogues import sealed_by
from sync.protocol.kinds import Looked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from forms import Matter
    from kiosk.app.ports import Store, Trust, Work
    from kiosk.domain.case import Case
    from kiosk.domain.refusals import Gap

KEPT, LOOKED = "case.word_kept", "person.looked"
MOST, PERIOD = 5000, 365  # cases that are looked through, and days of those with nothing owed
PURPOSE = b"weimin credit list\x00"  # stands before what is sealed: no list passes for a parcel, no parcel for a list
_ID, _REASON, _SINCE = range(3)


@dataclass(frozen=True, slots=True)
class Listed:
    """A county's list as it was put up."""

    count: int
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class Breached:
    """A word that was not kept here, as it is listed: the applicant masked, which paper, until which day it was
    promised; `repaired` how it was made good (信用修复), None while it is open."""

    case_no: str
    matter: str
    matter_version: int
    applicant: str
    material: str
    until: date
    repaired: Repair | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """How a word was made good: for which reason, by which proof, who approved it, who entered it and when."""

    materials: tuple[str, ...]
    text: str
    proof: str
    approved_by: str
    actor: str
    at: datetime


class CreditRefused(Refusal):
    """A list that cannot be read, or a breach that cannot be made good so. Nothing was changed."""


class CreditDesk:
    """Asks before something is offered, puts up the county's list, and enters that a word was made good."""

    def __init__(self, store: Store, trust: Trust, authority: Authority) -> None:
        self._store = store
        self._trust = trust
        self._authority = authority

    def standing(self, id_number: str) -> tuple[Broken, ...]:
        """Every word of this person that was not kept and not made good; nothing for an unknown or empty number."""
        with self._store.look() as work:
            return broken_by(work, self._trust, id_number)

    def word_gaps(self, matter: Matter, materials: Mapping[str, str], id_number: str) -> tuple[Gap, ...]:
        """Each paper that this person wants to bring later or to promise and may not: the reason and the way out."""
        with self._store.look() as work:
            return word_gaps(work, self._trust, matter, materials, id_number)

    def put_up(self, content: bytes, source: str, actor: str, seal: bytes = b"", area: str = "") -> Listed:
        """Take the county's list in the place of the one before, for all PCs of this centre or of `area`: CSV in UTF-8
        or GB 18030, a line for each person with ID number, reason and day; five milliseconds a line. A `seal` has to be
        of somebody who is trusted here (county trust). Refuses `AreaNotOurs`, `CreditRefused` with the line that cannot
        be read, a list that is too long, or a seal that does not hold; then nothing is changed."""
        signer = self._sealed(content, seal) if seal else b""
        rows = {row[_ID].strip().upper(): (row[_REASON].strip(), row[_SINCE].strip()) for row in _rows(content)}
        listed = write_list(source, ((number, *said) for number, said in rows.items()))
        if len(listed) > MOST_OF_LIST:
            raise CreditRefused("credit_too_long", count=len(rows))
        digest = hashlib.sha256(content).hexdigest()
        with self._store.work(actor) as work:
            rule(work, NAME, listed, area)
            said = CreditListed(count=len(rows), sha256=digest, source=source, signer=signer.hex())
            work.journal.enter(said, "credit.listed")
        return Listed(len(rows), digest, source)

    def _sealed(self, content: bytes, seal: bytes) -> bytes:
        """The public key of whoever sealed it."""
        with self._store.look() as work:
            keys = keys_in(work.drawer)
        found = sealed_by(PURPOSE + content, seal, keys)
        if found is None:
            raise CreditRefused("credit_seal_wrong")
        return found

    def look(self, id_number: str, actor: str, purpose: str) -> tuple[Broken, ...]:
        """The same as `standing`, for somebody who asks by the number alone: entered in the journal with its
        purpose."""
        with self._store.work(actor) as work:
            work.journal.enter(Looked(what="credit", purpose=purpose), LOOKED)
            return broken_by(work, self._trust, id_number)

    def listed(self) -> Sequence[Breached]:
        """Every word that was not kept at this centre's cases: those that are open first, the oldest first; of the
        cases that have nothing owed any more those of the last year."""
        today = business_day(self._trust.now())
        with self._store.look() as work:
            owing = work.cases.find("", MOST, Sieve(owed=True))
            lately = work.cases.find("", MOST, Sieve(since=today - timedelta(days=PERIOD)))
            numbers = dict.fromkeys(one.case_no for one in (*owing, *lately))
            cases = [case for one in numbers if (case := work.cases.get(one)) is not None]
            found = [one for case in cases for one in _breached(work, case, today)]
        return sorted(found, key=lambda one: (one.repaired is not None, one.until, one.case_no))

    def make_good(
        self, case_no: str, text: str, approved_by: str, actor: str, request: str = "", proof: str = ""
    ) -> CaseMovedOn:
        """All that this case left open is made good (信用修复), approved by somebody who may; `proof` names the paper
        that shows it.

        Refuses an unknown case, `CreditRefused` where nothing is open or nothing is said; the same `request` again
        changes nothing more.
        """
        once = Once(request, f"{KEPT}/{case_no}")
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            if once.before(work) is not None:
                return CaseMovedOn(case)
            open_ones = tuple(one for broken in broken_in(case, self._trust) for one in broken.materials)
            if not open_ones:
                raise CreditRefused("no_breach", case_no=case_no)
            if not text.strip() or not approved_by.strip():
                raise CreditRefused("repair_unsaid")
            name = self._authority.approve(work, KEPT, approved_by).name
            payload = WordKept(materials=open_ones, text=text.strip(), approved_by=name, proof=proof.strip())
            try:
                case = after(case, work.journal.enter(payload, KEPT, case_no).happened)
            except StepDoesNotFit as no:
                raise CreditRefused("no_breach", case_no=case_no) from no
            work.cases.put(case)
            once.remember(work, case_no)
            return CaseMovedOn(case)


def _breached(work: Work, case: Case, today: date) -> Iterator[Breached]:
    """What this case left open, and what of it was made good."""
    found = breaches(case, today)
    repairs = _repairs(work, case.case_no) if any(one.made_good for one in found) else ()
    name = mask_name(case.applicant)
    for one in found:
        repaired = next((each for each in repairs if one.material in each.materials), None) if one.made_good else None
        yield Breached(case.case_no, case.matter, case.matter_version, name, one.material, one.until, repaired)


def _repairs(work: Work, case_no: str) -> Sequence[Repair]:
    found = []
    for body in (one.read() for one in work.journal.of_case(case_no)):
        if body.kind == KEPT:
            p = body.payload
            said = (str(p["text"]), str(p.get("proof", "")), str(p["approved_by"]))
            at = datetime.fromisoformat(body.wall)
            found.append(Repair(tuple(p["materials"]), *said, actor=body.actor, at=at))
    return found[::-1]


def _rows(content: bytes) -> Sequence[Sequence[str]]:
    """The lines below the head. Refuses a file that is neither, a head of other words, a line without number or
    reason."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise CreditRefused("credit_unreadable", line=1) from None
    rows = [row for row in csv.reader(io.StringIO(text)) if any(one.strip() for one in row)]
    if not rows or [one.strip() for one in rows[0][:3]] != list(LIST_COLUMNS):
        raise CreditRefused("credit_unreadable", line=1)
    for nth, row in enumerate(rows[1:], 2):
        if len(row) <= _SINCE or not row[_ID].strip() or not row[_REASON].strip():
            raise CreditRefused("credit_unreadable", line=nth)
    return rows[1:]
