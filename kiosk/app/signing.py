"""The signing desk: a resident signs the form on the screen, or on paper that is scanned; and whether it still holds.

A signature on a glass is an electronic signature, not one that Article 13 of the Electronic Signature Law calls
reliable: its strokes, time and what was signed are kept, and paper stays possible. Fingerprints are for paper only.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from forms import Catalogue, Matter, UnknownMatter
from kiosk.app.at_hand import case_of
from kiosk.app.documents import Document
from kiosk.app.ink import STROKES, Ink, Marks, Written, digest_of, read_strokes, strokes_file
from kiosk.app.issued import issued_here
from kiosk.app.joint_offer import any_matter
from kiosk.app.papers import Station
from kiosk.app.people.beside import Beside, beside_in
from kiosk.app.people.knowing import filed_payload
from kiosk.app.ports import Blobs, Device, Journal, Store, Trust, Work
from kiosk.app.promises import digest_in
from kiosk.app.served import digest_at, digest_of_document
from kiosk.domain.case import Case, after
from kiosk.domain.refusals import Refusal, Trouble
from sync.protocol.kinds import Attachment, CaseSigned

SIGNED = "case.signed"
ON_SCREEN, ON_PAPER = "screen", "paper"
HOLDS, CHANGED, LOST, ALTERED = "holds", "changed", "lost", "altered"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is laid before the person who signs: its digest, its pages as pictures, the PDF they are of."""

    digest: str
    pictures: tuple[bytes, ...]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class SignatureSeen:
    """A signature of a case. `state`: 'holds' (it is of the form as it stands), 'changed' (of an earlier form), 'lost'
    (its strokes or scan are not here), 'altered' (the strokes are of something else)."""

    way: str
    signer: str
    field: str
    at: str
    state: str
    strokes: Written | None = None


class Drawing(Protocol):
    """Draws a form without printing it."""

    def form(
        self,
        matter: Matter,
        answers: Mapping[str, Any],
        station: Station,
        case_no: str,
        at: datetime,
        marks: Marks | None = None,
    ) -> bytes: ...
    def document(self, paper: Document, /, copy: int = 1, again: bool = False) -> bytes: ...
    def pictures(self, pdf: bytes, /) -> Sequence[bytes]: ...


class SigningDesk:
    """Where a form is signed, and where it is verified that a signature is of it."""

    def __init__(self, store: Store, catalogue: Catalogue, device: Device, trust: Trust, drawing: Drawing) -> None:
        self._store = store
        self._catalogue = catalogue
        self._device = device
        self._trust = trust
        self._drawing = drawing

    def sheet(
        self, matter: Matter, answers: Mapping[str, Any], case_no: str = "", beside: Beside | None = None
    ) -> Sheet:
        """What is to be signed, to be laid before the person; with who stands beside him."""
        marks = Marks(beside=beside)
        pdf = self._drawing.form(matter, answers, self._device.station, case_no, self._trust.now(), marks)
        return Sheet(digest_of(matter, answers), tuple(self._drawing.pictures(pdf)), pdf)

    def sheet_of(self, case_no: str) -> Sheet:
        """The same for a case that was filed. Refuses an unknown case."""
        with self._store.look() as work:
            case = case_of(work, case_no)
            beside = beside_in(filed_payload(work, case_no))
        return self.sheet(self._matter(case), case.answers, case_no, beside)

    def sheet_of_document(self, number: str) -> Sheet:
        """A document that was given out for a case, to be signed by whoever receives it (送达回证). Refuses an unknown
        one."""
        with self._store.look() as work:
            issued = issued_here(work.journal, number)
        if issued is None or not issued.case_no:
            raise Refusal("document_unknown", number=number)
        pdf = self._drawing.document(issued.paper)
        return Sheet(digest_of_document(issued), tuple(self._drawing.pictures(pdf)), pdf)

    def keep(self, written: Written, sheet: Sheet, signer: str, field: str = "") -> Ink:
        """Keep strokes under what was signed, durable when this returns. Refuses 'sign_too_little'."""
        if not written.enough:
            raise Refusal("sign_too_little")
        blobs = self._store.blobs
        shown = blobs.keep(sheet.pdf)
        about = Ink("", 0, signer, sheet.digest, field, shown, written.pen, written.at)
        content = strokes_file(written, about)
        return Ink(blobs.keep(content), len(content), signer, sheet.digest, field, shown, written.pen, written.at)

    def sign(self, case_no: str, ink: Ink, actor: str) -> Case:
        """A filed case was signed on the screen. Refuses ink that was written under anything else."""
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            return enter_ink(work, self._store.blobs, case, self._matter(case), ink, self._device)

    def on_paper(self, case_no: str, signer: str, scan: Attachment, actor: str, field: str = "") -> Case:
        """The printed form was signed by hand and scanned. The scan has to be in the store."""
        if not self._store.blobs.has(scan.sha256):
            raise Trouble("blob_missing", name=scan.name)
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            payload = CaseSigned(
                way=ON_PAPER,
                signer=signer,
                digest=digest_of(self._matter(case), case.answers),
                field=field,
                device=self._device.id,
                signed_at=self._trust.now().isoformat(),
                attachments=(scan,),
            )
            return _entered(work, case, payload)

    def of_case(self, case_no: str) -> tuple[SignatureSeen, ...]:
        """Every signature of a case, and whether it is of the form as it stands now. Refuses an unknown case."""
        with self._store.look() as work:
            case = case_of(work, case_no)
            return signatures_on(work.journal, self._store.blobs, case_no, under(self._matter(case), case.answers))

    def _matter(self, case: Case) -> Matter:
        try:
            return any_matter(self._catalogue, case.matter, case.matter_version)
        except UnknownMatter:
            raise Refusal("matter_unknown", matter=case.matter) from None


def under(matter: Matter, answers: Mapping[str, Any]) -> Callable[[str], str]:
    """What a signature at each field has to stand under: the promise there (告知承诺), or the form as it is."""
    form = digest_of(matter, answers)
    return lambda field: digest_in(matter, answers, field) or form


def signatures_on(
    journal: Journal, blobs: Blobs, case_no: str, digest: Callable[[str], str]
) -> tuple[SignatureSeen, ...]:
    """The signatures that a case's entries name, each verified against the `digest` at its field."""
    found = []
    for one in journal.of_case(case_no):
        try:
            entry = one.read()
        except ValueError:  # a body of another shape
            continue
        if entry.kind == SIGNED:
            found.append(_seen(entry.payload, blobs, lambda field: digest_at(journal, field) or digest(field)))
    return tuple(found)


def enter_ink(work: Work, blobs: Blobs, case: Case, matter: Matter, ink: Ink, device: Device) -> Case:
    """Enter a signature on the screen, within a piece of work that is open. Refuses 'sign_of_other' when the form, or
    what the strokes themselves say, is not what was signed."""
    try:
        written, _ = read_strokes(blobs.read(ink.sha256))
    except ValueError:
        raise Refusal("sign_of_other") from None
    of_document = digest_at(work.journal, ink.field)
    if not ink.digest == written == (of_document or under(matter, case.answers)(ink.field)):
        raise Refusal("sign_of_other")
    strokes = Attachment(
        sha256=ink.sha256,
        size=ink.size,
        name=f"{case.case_no}_00_{ink.field or SIGNED}.json",
        media_type=STROKES,
        material=ink.field,
    )
    payload = CaseSigned(
        way=ON_SCREEN,
        signer=ink.signer,
        digest=ink.digest,
        field=ink.field,
        sheet=ink.sheet,
        strokes=ink.sha256,
        pen=ink.pen,
        device=device.id,
        signed_at=ink.at,
        attachments=(strokes,),
    )
    return _entered(work, case, payload)


def _entered(work: Work, case: Case, payload: CaseSigned) -> Case:
    signed = after(case, work.journal.enter(payload, SIGNED, case.case_no).happened)
    work.cases.put(signed)
    work.post.owe(payload.attachments)
    return signed


def _seen(payload: Mapping[str, Any], blobs: Blobs, digest: Callable[[str], str]) -> SignatureSeen:
    way, strokes = str(payload.get("way", "")), None
    told = payload.get("digest")
    state = HOLDS if told == digest(str(payload.get("field", ""))) else CHANGED
    if way == ON_SCREEN:
        try:
            content = blobs.read(str(payload.get("strokes", "")))
            written, strokes = read_strokes(content)
            genuine = written == told and hashlib.sha256(content).hexdigest() == payload.get("strokes")
            state = state if genuine else ALTERED
        except Trouble as trouble:
            state = ALTERED if trouble.key == "blob_altered" else LOST
        except ValueError:
            state = ALTERED
    return SignatureSeen(
        way,
        str(payload.get("signer", "")),
        str(payload.get("field", "")),
        str(payload.get("signed_at", "")),
        state,
        strokes,
    )
