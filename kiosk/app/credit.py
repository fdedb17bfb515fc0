"""Whose word was not kept (失信): who is not offered to bring a paper later (容缺) or to pledge (告知承诺), and why.

Two sources: this centre's own cases, whose commitments ran out (derived, never entered twice), and the county's list,
which is put up here whole and kept by a keyed mark of each person, so that the list itself lies nowhere.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kiosk.app.at_hand import case_of
from kiosk.app.authority import Authority
from kiosk.app.held import keys_in
from kiosk.app.once import Once
from kiosk.app.outcomes import CaseMovedOn
from kiosk.app.standing import LIST, Broken, broken_by, broken_in, word_gaps
from kiosk.app.words import LIST_COLUMNS
from kiosk.domain.case import StepDoesNotFit, after
from kiosk.domain.refusals import Refusal
from sync.protocol.amend_kinds import CreditListed, WordKept
from sync.protocol.catalogues import sealed_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forms import Matter
    from kiosk.app.ports import Store, Trust
    from kiosk.domain.refusals import Gap

KEPT = "case.word_kept"
PURPOSE = b"weimin credit list\x00"  # stands before what is sealed: no list passes for a parcel, no parcel for a list
_ID, _REASON, _SINCE = range(3)


@dataclass(frozen=True, slots=True)
class Listed:
    """A county's list as it was put up."""

    count: int
    sha256: str
    source: str


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

    def put_up(self, content: bytes, source: str, actor: str, seal: bytes = b"") -> Listed:
        """Take the county's list in the place of the one before: CSV in UTF-8 or GB 18030, a line for each person with
        ID number, reason and day. A `seal` has to be of somebody who is trusted here (county trust). Refuses
        `CreditRefused` with the line that cannot be read, or a seal that does not hold; then nothing is changed."""
        signer = self._sealed(content, seal) if seal else b""
        rows = _rows(content)
        marks = {
            self._trust.person_mark(row[_ID].strip().upper()): asdict(_Row(row[_REASON].strip(), source, row[_SINCE]))
            for row in rows
        }
        digest = hashlib.sha256(content).hexdigest()
        with self._store.work(actor) as work:
            work.drawer.set_setting(LIST, json.dumps(marks, ensure_ascii=False))
            said = CreditListed(count=len(marks), sha256=digest, source=source, signer=signer.hex())
            work.journal.enter(said, "credit.listed")
        return Listed(len(marks), digest, source)

    def _sealed(self, content: bytes, seal: bytes) -> bytes:
        """The public key of whoever sealed it."""
        with self._store.look() as work:
            keys = keys_in(work.drawer)
        found = sealed_by(PURPOSE + content, seal, keys)
        if found is None:
            raise CreditRefused("credit_seal_wrong")
        return found

    def make_good(self, case_no: str, text: str, approved_by: str, actor: str, request: str = "") -> CaseMovedOn:
        """All that this case left open is made good (信用修复), approved by somebody who may.

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
            payload = WordKept(materials=open_ones, text=text.strip(), approved_by=name)
            try:
                case = after(case, work.journal.enter(payload, KEPT, case_no).happened)
            except StepDoesNotFit as no:
                raise CreditRefused("no_breach", case_no=case_no) from no
            work.cases.put(case)
            once.remember(work, case_no)
            return CaseMovedOn(case)


@dataclass(frozen=True, slots=True)
class _Row:
    reason: str
    source: str
    since: str


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
