"""Commands of cases: accept, extend, show, list."""

import json
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from kiosk.app.desks import Desks
from kiosk.app.filing import Filing, Scan
from kiosk.app.outcomes import CaseFound, CaseTaken, Exported
from kiosk.app.papers import Printed
from kiosk.app.words import kind_word
from kiosk.cli.answer import Answer
from kiosk.cli.attaching import cleaned
from kiosk.cli.filing import completed
from kiosk.cli.words import (
    CASE_EXTENDED,
    CASE_FILED,
    CASE_LINE,
    CASE_TAKEN,
    CASE_TIMELINE,
    NO_DUE,
    SHEET_PRINTED,
)
from kiosk.domain.case import Case
from kiosk.domain.refusals import Refusal
from kiosk.domain.words import state_word
from kiosk.wiring.house import house


def accept(given: Namespace) -> Answer:
    """File a case from an answers file and print its receipt (see the issue of the command line for the shape).

    With `--joint` all matters that are done in one go: {"joint", "cases": [one as above each], "sheet_pdf" …}.
    """
    raw, materials = read_answers(Path(given.answers))
    filing = Filing(
        matter=given.joint or given.matter,
        raw=raw,
        materials=materials,
        scans=tuple(read_scan(text) for text in given.attach),
        ticket=given.ticket,
        window=given.window,
        confirmed=frozenset(given.confirm),
        hold=given.hold,
        approved_by=given.approved_by,
    )
    with house(given.data, given.staff) as desks:
        filing = completed(desks, replace(filing, scans=cleaned(desks, filing.scans)), given)
        return _accept_joint(desks, filing, given.request) if given.joint else _accept(desks, filing, given.request)


def _accept(desks: Desks, filing: Filing, request: str) -> Answer:
    taken = desks.intake.file(filing, desks.actor, request)
    printed = desks.printing.receipt(taken, desks.actor)
    exported = desks.exports.put(f"{taken.case.case_no}.pdf", printed.pdf)
    value = plain_taken(taken) | on_paper("receipt_pdf", exported, printed)
    line = CASE_TAKEN.format(
        kind=value["kind"],
        case_no=taken.case.case_no,
        due=value["due_on"] or NO_DUE,
        receipt=exported.path,
        until=value["receipt_pdf_until"],
    )
    return Answer(value, [line])


def _accept_joint(desks: Desks, filing: Filing, request: str) -> Answer:
    done = desks.joint.file(replace(filing, raw=_by_full_name(filing.raw)), desks.actor, request)
    printed = desks.printing.joint(done, desks.actor)
    exported = desks.exports.put(f"{done.taken[0].case.case_no}.pdf", printed.pdf)
    cases = [plain_taken(taken) | {"matter": taken.case.matter} for taken in done.taken]
    lines = [
        CASE_FILED.format(kind=one["kind"], case_no=one["case_no"], matter=one["matter"], due=one["due_on"] or NO_DUE)
        for one in cases
    ]
    value = {"joint": done.joint, "cases": cases, **on_paper("sheet_pdf", exported, printed)}
    return Answer(value, [*lines, SHEET_PRINTED.format(path=exported.path, until=value["sheet_pdf_until"])])


def _by_full_name(raw: Mapping[str, object]) -> dict[str, object]:
    """Answers by matter ({"M0301": {"baby_name": …}}) under their full names; full names stay as they are."""
    flat: dict[str, object] = {}
    for key, value in raw.items():
        flat |= {f"{key}.{field}": one for field, one in value.items()} if isinstance(value, dict) else {key: value}
    return flat


def on_paper(name: str, exported: Exported, printed: Printed) -> dict[str, Any]:
    return {
        name: str(exported.path),
        f"{name}_until": exported.until.isoformat(timespec="seconds"),
        "printer": printed.printer,
        "printer_trouble": printed.trouble,
    }


def extend(given: Namespace) -> Answer:
    """Prolong a case's limit (延长期限): {"case_no", "due_on", "days"}."""
    with house(given.data, given.staff) as desks:
        case = desks.cases.extend(given.case_no, given.reason, given.approved_by, desks.actor, given.days).case
    value = {"case_no": case.case_no, "due_on": _day(case.due_on), "days": case.extended}
    return Answer(value, [CASE_EXTENDED.format(**value)])


def show(given: Namespace) -> Answer:
    """One case whole, with its timeline. The look is entered in the journal."""
    with house(given.data, given.staff) as desks:
        case = desks.decisions.as_it_counts(desks.cases.show(given.case_no, desks.actor, "cli"))
    return Answer(_whole(case), _timeline(case))


def listed(given: Namespace) -> Answer:
    """Cases that fit what is searched, newest first: [{"case_no", "matter", "state", "applicant", …}]."""
    with house(given.data, given.staff) as desks:
        found = desks.cases.find(given.search)
    return Answer([_found(f) for f in found], [_found_line(f) for f in found])


def read_answers(path: Path) -> tuple[dict[str, object], dict[str, str]]:
    """Raw answers and materials. Refuses a file that is missing, no JSON, or of another shape."""
    try:
        raw: Any = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Refusal("answers_unreadable", path=path, reason=error) from error
    materials = raw.pop("materials", {}) if isinstance(raw, dict) else None
    if not isinstance(materials, dict) or not all(isinstance(v, str) for v in materials.values()):
        raise Refusal("answers_unreadable", path=path, reason="materials")
    return raw, materials


def read_scan(text: str) -> Scan:
    material, sign, name = text.partition("=")
    if not sign or not material or not name:
        raise Refusal("attachment_unnamed", given=text)
    path = Path(name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refusal("attachment_unreadable", path=path) from error
    return Scan(material, path.name, guess_type(path.name)[0] or "application/octet-stream", content)


def plain_taken(taken: CaseTaken) -> dict[str, Any]:
    due = taken.case.due_on
    return {
        "case_no": taken.case.case_no,
        "kind": kind_word(taken.kind),
        "due_on": due.isoformat() if due else None,
        "qr": taken.qr,
    }


def _whole(case: Case) -> dict[str, Any]:
    return {
        "case_no": case.case_no,
        "matter": case.matter,
        "matter_version": case.matter_version,
        "state": state_word(case.state),
        "applicant": case.applicant,
        "id_number": case.id_number,
        "phone": case.phone,
        "filed_at": case.filed_at.isoformat(),
        "accepted_at": case.accepted_at.isoformat() if case.accepted_at else None,
        "due_on": _day(case.due_on),
        "due_estimated": case.due_estimated,
        "document_no": case.document_no,
        "answers": dict(case.answers),
        "materials": dict(case.materials),
        "owed": dict(case.owed),
        "pledged": dict(case.pledged),
        "ask": case.ask,
        "outcome": case.outcome,
        "siblings": list(case.siblings),
        "extended": case.extended,
        "corrections": [
            {
                "field": one.field,
                "label": one.label,
                "old": one.old,
                "new": one.new,
                "reason": one.reason,
                "approved_by": one.approved_by,
                "at": one.at.isoformat(),
                "actor": one.actor,
            }
            for one in case.corrections
        ],
        "on_paper": _on_paper_first(case),
        "collected_by": asdict(case.collected_by) if case.collected_by else None,
        "told": [{"way": t.way, "result": t.result, "whom": t.whom, "at": t.at.isoformat()} for t in case.tellings],
        "steps": [{"kind": s.kind, "at": s.at.isoformat(), "actor": s.actor, "text": s.text} for s in case.steps],
    }


def _on_paper_first(case: Case) -> dict[str, Any] | None:
    """That it was taken on paper before it was entered (补录); None for an ordinary filing."""
    paper = case.on_paper
    if paper is None:
        return None
    entered = paper.entered_at.isoformat()
    return {"entered_at": entered, "number": paper.number, "reason": paper.reason, "late": paper.late}


def _timeline(case: Case) -> list[str]:
    head = CASE_LINE.format(
        case_no=case.case_no, matter=case.matter, state=state_word(case.state), applicant=case.applicant
    )
    steps = (
        CASE_TIMELINE.format(at=s.at.isoformat(sep=" ", timespec="minutes"), kind=s.kind, actor=s.actor, text=s.text)
        for s in case.steps
    )
    return [head, *steps]


def _found(found: CaseFound) -> dict[str, Any]:
    return {
        "case_no": found.case_no,
        "matter": found.matter,
        "state": state_word(found.state),
        "applicant": found.applicant,
        "id_number": found.id_number,
        "phone": found.phone,
        "filed_at": found.filed_at.isoformat(),
        "due_on": _day(found.due_on),
    }


def _found_line(found: CaseFound) -> str:
    return CASE_LINE.format(
        case_no=found.case_no, matter=found.matter, state=state_word(found.state), applicant=found.applicant
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
