"""What the fields of a receipt say: the facts of the paper as sentences, before anybody sets them in type."""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.app.papers import Handing, Limit, PaperMaterial, ReceiptKind, ReceiptPaper, Station
from kiosk.paper import words as w

Said = tuple[str, bool]
"""A sentence, and whether it is set in bold."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of facts: one labelled field, or two side by side."""

    label: str
    lines: tuple[Said, ...]
    other_label: str = ""
    other_lines: tuple[Said, ...] = ()


def opening(paper: ReceiptPaper) -> str:
    """The first sentence. It never says that the materials are complete when one is owed."""
    owed = paper.kind is ReceiptKind.ACCEPTED and any(m.handing is Handing.OWED for m in paper.materials)
    sentence = w.OPENING_OWED if owed else w.DOCUMENTS[paper.kind].opening
    basis = w.BASIS.format(law=paper.law) if paper.law else ""
    return sentence.format(date=w.day(paper.taken_at), matter=paper.matter, basis=basis)


def rows(paper: ReceiptPaper, document: w.Document) -> list[Row]:
    """The table of facts from top to bottom."""
    window = w.WINDOW.format(window=paper.window) if paper.window.isdigit() else paper.window
    taken = w.COMMA.join(part for part in (w.moment(paper.taken_at), window) if part)
    code = paper.official_code or w.OWN_CODE.format(code=paper.matter_code)
    person = w.SPACE.join(part for part in (paper.addressee, paper.id_masked) if part)
    booked = [Row(w.BOOKED_FOR, _booked(paper))] if paper.kind is ReceiptKind.BOOKED else []
    return [
        Row(w.CASE_NO, ((paper.case_no, True),), w.CASE_TYPE, ((paper.case_type or w.NOTHING, False),)),
        Row(w.MATTER, ((paper.matter, False),), w.MATTER_CODE, ((code, False),)),
        Row(w.APPLICANT, ((person, False),), w.PHONE, ((paper.phone_masked or w.NOTHING, False),)),
        Row(document.taken, ((taken, False),), document.taker, ((paper.clerk or w.NOTHING, False),)),
        *booked,
        Row(w.LIMIT, limits(paper)),
        Row(document.result, ((paper.result or w.NOTHING, False),), w.FEE, ((paper.fee or w.NOTHING, False),)),
    ]


def limits(paper: ReceiptPaper) -> tuple[Said, ...]:
    """By when: what the body commits itself to, the date in bold, what the law says, from when it counts."""
    lines: list[Said] = []
    if paper.kind is ReceiptKind.RECEIVED and paper.due_on:
        answer = w.ANSWER_ESTIMATED if paper.due_estimated else w.ANSWER_BY
        lines.append((answer.format(date=w.day_and_weekday(paper.due_on)), True))
    lines.append((_committed(paper), paper.kind is ReceiptKind.ACCEPTED))
    if paper.due_on and paper.due_estimated:
        lines.append((w.ESTIMATED, False))
    if paper.committed.days and _says_more(paper.committed):
        lines.append((w.COMMITTED_SAID.format(text=paper.committed.text.rstrip(w.STOP)), False))
    if legal := _legal(paper.legal):
        lines.append((legal, False))
    if paper.kind is ReceiptKind.ACCEPTED and paper.committed.days:
        lines.append((w.COUNTED_FROM, False))
    return tuple(lines)


def taken(paper: ReceiptPaper, material: PaperMaterial) -> tuple[str, str, str]:
    """Form, number and whereabouts of one material."""
    counted = material.handing in (Handing.ORIGINAL, Handing.COPY) and material.count > 0
    went, form = w.WENT[paper.kind][material.handing], w.FORMS[material.handing]
    if material.handing is Handing.OWED and paper.kind is ReceiptKind.BOOKED:
        form = w.NOTHING
    elif material.handing is Handing.OWED:
        went = _owed(material.owed_until, paper.taken_at.year)
    elif material.handing is Handing.PLEDGED and material.check_by is not None:
        went = _checked(material.check_by, paper.taken_at.year)
    return form, str(material.count) if counted else w.NOTHING, went


def _owed(until: date | None, year: int) -> str:
    """By when an owed material is due; this year goes without saying."""
    if until is None:
        return w.OWED_UNDATED
    return (
        w.OWED_UNTIL.format(date=w.day_of_year(until)) if until.year == year else w.OWED_LATER.format(date=w.day(until))
    )


def _checked(until: date, year: int) -> str:
    """Until when a promise is checked; this year goes without saying."""
    if until.year == year:
        return w.CHECKED_BY.format(date=w.day_of_year(until))
    return w.CHECKED_LATER.format(date=w.day(until))


def remarks(paper: ReceiptPaper) -> tuple[str, ...]:
    """What to keep in mind."""
    owed = paper.kind is not ReceiptKind.BOOKED and any(m.handing is Handing.OWED for m in paper.materials)
    pledged = any(m.handing is Handing.PLEDGED for m in paper.materials)
    words = [*([w.OWED_NOTE] if owed else []), *([w.PLEDGED_NOTE] if pledged else [])]
    return (*words, *_entered_later(paper), *_corrected(paper), *paper.notes)


def _entered_later(paper: ReceiptPaper) -> tuple[str, ...]:
    """That it was taken on paper first, with the paper's own number."""
    if paper.entered_at is None:
        return ()
    number = w.PAPER_NUMBER.format(number=paper.paper_no) if paper.paper_no else ""
    return (w.TAKEN_ON_PAPER.format(taken=w.moment(paper.taken_at), entered=w.moment(paper.entered_at), number=number),)


def _corrected(paper: ReceiptPaper) -> tuple[str, ...]:
    """What was corrected, with what stood there before: the paper that says otherwise is still genuine."""
    return tuple(
        w.CORRECTED.format(date=w.day(one.on), label=one.label, old=one.old, new=one.new) for one in paper.corrections
    )


def contacts(station: Station) -> tuple[str, ...]:
    """Telephones: the centre's own, and where to complain."""
    ask = [w.CALL_US.format(phone=station.phone)] if station.phone else []
    complain = w.COMPLAIN.format(phone=station.complaint_phone) if station.complaint_phone else w.COMPLAIN_CITY
    return (*ask, complain)


def whereabouts(station: Station) -> str:
    """Address and opening hours, as far as the centre has said them."""
    said = [
        w.ADDRESS.format(address=station.address) if station.address else "",
        w.HOURS.format(hours=station.hours) if station.hours else "",
    ]
    return (2 * w.SPACE).join(part for part in said if part)


def _booked(paper: ReceiptPaper) -> tuple[Said, ...]:
    if paper.booked_for is None:
        return ((w.NOT_BOOKED, True),)
    at = paper.booked_for
    return ((f"{w.day_and_weekday(at.date())}{at:%H:%M}", True),)


def _committed(paper: ReceiptPaper) -> str:
    limit = paper.committed
    if limit.days is None:
        return w.SAID.format(text=limit.text.rstrip(w.STOP)) if limit.text else w.NO_COMMITMENT
    if limit.days == 0:
        return w.ON_THE_SPOT
    if paper.kind is not ReceiptKind.ACCEPTED or paper.due_on is None:
        return w.COMMITTED.format(limit=_length(limit))
    sentence = w.COMMITTED_ESTIMATED if paper.due_estimated else w.COMMITTED_DUE
    return sentence.format(limit=_length(limit), date=w.day_and_weekday(paper.due_on))


def _legal(limit: Limit) -> str:
    """What the law says, in the definition's words where they say more than a number; nothing without a limit."""
    if _says_more(limit):
        return w.LEGAL_SAID.format(text=limit.text.rstrip(w.STOP))
    return w.LEGAL.format(limit=_length(limit)) if limit.days else ""


def _says_more(limit: Limit) -> bool:
    """Whether the text of a limit says more than its number and unit do."""
    text = limit.text.strip()
    return limit.days != 0 and text not in w.NO_LIMIT and not re.fullmatch(w.BARE_LIMIT, text)


def _length(limit: Limit) -> str:
    """20个工作日; a unit that no one knows is shown as it stands."""
    return w.UNITS.get(limit.unit, "{days} " + limit.unit).format(days=limit.days)
