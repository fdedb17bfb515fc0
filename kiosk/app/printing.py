"""The printing desk: turns a case or a ticket into the facts of its paper, has it printed, and enters what
became of it.

Never inside the transaction that filed the case, and never a reason to lose it: a printer that fails leaves
the number and
the case as they are, and the trouble in words.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from forms import Catalogue, Material, Matter
from kiosk.app.hall import bring_list
from kiosk.app.joint_offer import any_matter
from kiosk.app.outcomes import CaseTaken, JointTaken, TicketTaken
from kiosk.app.papers import (
    Handing,
    JointPaper,
    Limit,
    PaperCorrection,
    PaperMaterial,
    Printed,
    ReceiptKind,
    ReceiptPaper,
    SlipPaper,
)
from kiosk.app.people.knowing import filed_payload
from kiosk.app.people.noting import notes_of
from kiosk.app.ports import Device, Store, Trust
from kiosk.app.saying import said
from kiosk.domain.case import Case
from kiosk.domain.deadline import business_day
from kiosk.domain.person import mask_id, mask_phone
from kiosk.domain.ticket import Ticket
from sync.protocol.kinds import DocumentPrinted, SlipPrinted

SLIP, PRINTER = "slip.printed", "printer"
_KINDS = {
    "case.accepted": ReceiptKind.ACCEPTED,
    "case.received": ReceiptKind.RECEIVED,
    "case.collected": ReceiptKind.COLLECTED,
    "case.booked": ReceiptKind.BOOKED,
}


class Press(Protocol):
    """Renders and prints. Printer trouble comes back in `Printed.trouble`, never as an exception."""

    def slip(self, paper: SlipPaper, /) -> Printed: ...
    def slip_printer(self) -> str: ...
    def receipt(self, paper: ReceiptPaper, /) -> Printed: ...
    def joint(self, paper: JointPaper, /) -> Printed: ...


class PrintingDesk:
    """What leaves the printer, and the record of it."""

    def __init__(self, store: Store, catalogue: Catalogue, press: Press, device: Device, trust: Trust) -> None:
        self._store = store
        self._catalogue = catalogue
        self._press = press
        self._device = device
        self._trust = trust

    def slip(self, taken: TicketTaken, wait: tuple[int, int] | None = None, again: bool = False) -> Printed:
        """Print a queue slip and enter what became of it. The number stands whatever the printer does; `again`: it was
        printed before, and says so."""
        ticket = taken.ticket
        matter = any_matter(self._catalogue, ticket.matter)
        category = next(c for c in self._catalogue.categories() if c.code == matter.category)
        link = self._trust.slip_link(ticket.id)
        printed = self._press.slip(
            SlipPaper(
                station=self._device.station,
                number=ticket.number,
                category=category.name,
                matter=matter.name,
                ahead=taken.ahead,
                wait=wait,
                taken_at=ticket.taken_at,
                bring=bring_list(matter),
                qr=link,
                green=ticket.green,
                again=again,
            )
        )
        self._enter_slip(ticket, printed, again)
        return replace(printed, link=link)

    def slip_printer(self) -> str:
        """How the printer of slips is now: 'ready', 'paper_low', 'paper_out', 'cover_open', 'stopped', 'away',
        'unknown'. Asks the printer, within a stated time."""
        return self._press.slip_printer()

    def slips(self, day: date) -> dict[str, str]:
        """What became of each slip that was printed on this PC that day, by number: 'sent', 'confirmed', 'failed' or
        'reprinted'. A number that is missing has none yet: it is queued, or was taken elsewhere."""
        states: dict[str, str] = {}
        with self._store.look() as work:
            for written in work.journal.of_kinds(SLIP, naming=day.isoformat()):
                told = written.read().payload
                if told["day"] == day.isoformat():
                    again = told.get("again") and told["state"] != "failed"
                    states[told["number"]] = "reprinted" if again else told["state"]
        return states

    def _enter_slip(self, ticket: Ticket, printed: Printed, again: bool) -> None:
        state = "failed" if printed.trouble else "confirmed" if printed.confirmed else "sent"
        payload = SlipPrinted(
            ticket=ticket.id,
            day=ticket.day.isoformat(),
            number=ticket.number,
            printer=printed.printer,
            state=state,
            trouble=printed.trouble,
            again=again,
        )
        with self._store.work(PRINTER) as work:
            work.journal.enter(payload, SLIP)

    def receipt(self, taken: CaseTaken, actor: str, copy: int = 1, again: bool = False, shown: str = "") -> Printed:
        """Print a case's receipt, keep its PDF encrypted, and enter what was printed; `copy` counts how often.

        `again` marks it (补打), on paper and in the journal; `shown`: how whoever asked for it was known.
        """
        printed = self._press.receipt(replace(self.receipt_paper(taken, actor), again=again))
        self._enter(printed, (taken.case,), actor, copy, (again, shown))
        return printed

    def joint(self, done: JointTaken, actor: str, copy: int = 1) -> Printed:
        """Print the one sheet of cases filed in one go; it is entered in each of them."""
        from kiosk.app.joint_paper import joint_paper

        receipts = [self.receipt_paper(taken, actor) for taken in done.taken]
        printed = self._press.joint(joint_paper(self._catalogue, done, receipts))
        self._enter(printed, [taken.case for taken in done.taken], actor, copy)
        return printed

    def _enter(
        self,
        printed: Printed,
        cases: Sequence[Case],
        actor: str,
        copy: int,
        marked: tuple[bool, str] = (False, ""),
    ) -> None:
        """Keep its PDF encrypted, and enter what became of it."""
        digest = self._store.blobs.keep(printed.pdf)
        with self._store.work(actor) as work:
            for case in cases:
                payload = DocumentPrinted(
                    document=case.document_no,
                    sha256=digest,
                    printer=printed.printer,
                    copy=copy,
                    trouble=printed.trouble,
                    again=marked[0],
                    shown=marked[1],
                )
                work.journal.enter(payload, "document.printed", case.case_no)

    def _notes(self, matter: Matter, case: Case) -> tuple[str, ...]:
        """Who stood beside the applicant, and what he did not have to bring."""
        with self._store.look() as work:
            payload = filed_payload(work, case.case_no)
        return notes_of(matter, payload) if payload else ()

    def receipt_paper(self, taken: CaseTaken, actor: str) -> ReceiptPaper:
        """The facts of the receipt, personal data masked."""
        case = taken.case
        matter = self._catalogue.matter(case.matter, case.matter_version)
        limits = matter.limits
        return ReceiptPaper(
            kind=_KINDS[taken.kind],
            station=self._device.station,
            document_no=case.document_no,
            addressee=case.applicant,
            id_masked=mask_id(case.id_number),
            phone_masked=mask_phone(case.phone),
            case_no=case.case_no,
            matter=matter.name,
            matter_code=matter.code,
            official_code=matter.official.impl_code,
            case_type=matter.guide.project_type.label,
            taken_at=case.filed_at,
            window=case.window,
            clerk=actor.removeprefix("staff:"),
            committed=Limit(limits.commit.days, limits.commit.unit or "workday", limits.commit.text),
            legal=Limit(limits.legal.days, limits.legal.unit or "workday", limits.legal.text),
            due_on=case.due_on,
            due_estimated=case.due_estimated,
            law=matter.guide.legal_basis[0].law if matter.guide.legal_basis else "",
            result=matter.guide.result,
            fee=matter.guide.fee,
            materials=_materials(matter, case),
            qr=taken.qr,
            notes=self._notes(matter, case),
            corrections=_corrections(matter, case),
            entered_at=case.on_paper.entered_at if case.on_paper else None,
            paper_no=case.on_paper.number if case.on_paper else "",
        )


def _corrections(matter: Matter, case: Case) -> tuple[PaperCorrection, ...]:
    return tuple(
        PaperCorrection(
            one.label, said(matter, one.field, one.old), said(matter, one.field, one.new), business_day(one.at)
        )
        for one in case.corrections
    )


def _materials(matter: Matter, case: Case) -> tuple[PaperMaterial, ...]:
    return tuple(_row(m, case) for m in matter.materials if m.id in case.materials)


def _row(material: Material, case: Case) -> PaperMaterial:
    handing = Handing(case.materials[material.id])
    until = date.fromisoformat(case.owed[material.id]) if material.id in case.owed else None
    check = date.fromisoformat(case.pledged[material.id]) if material.id in case.pledged else None
    count = {Handing.ORIGINAL: material.originals, Handing.COPY: material.copies}.get(handing, 0)
    return PaperMaterial(material.name, handing, max(count, 1 if handing in _TAKEN else 0), until, check)


_TAKEN = frozenset({Handing.ORIGINAL, Handing.COPY})
