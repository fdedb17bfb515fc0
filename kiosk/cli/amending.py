"""Commands for what goes wrong with a case, and for those who have to be told of a result."""

import json
from argparse import Namespace
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.app.collecting import Takes
from kiosk.app.filing import Filing
from kiosk.app.paper_first import PaperFirst
from kiosk.app.saying import said
from kiosk.cli import words as w
from kiosk.cli.answer import Answer
from kiosk.cli.cases import on_paper, plain_taken, read_answers, read_scan
from kiosk.cli.filing import completed
from kiosk.cli.parcels import read, read_private
from kiosk.domain.case import Case
from kiosk.domain.deadline import CHINA
from kiosk.domain.person import mask_name
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.words import state_word
from kiosk.wiring.house import house


def correct(given: Namespace) -> Answer:
    """Correct answers of a case (更正): {"case_no", "corrections"}; the receipt is printed again with the command
    `case reprint`."""
    changes = dict(_change(one) for one in given.changes)
    with house(given.data, given.staff) as desks:
        moved = desks.amends.correcting.correct(
            given.case_no, changes, given.reason, given.approved_by, desks.actor, given.request
        )
        case = moved.case
        matter = desks.intake.open(case.matter, case.matter_version)
    made = [one for one in case.corrections if one.at == case.corrections[-1].at]
    value = {
        "case_no": case.case_no,
        "corrections": [{"field": o.field, "label": o.label, "old": o.old, "new": o.new} for o in made],
    }
    lines = [
        w.CASE_CORRECTED.format(label=o.label, old=said(matter, o.field, o.old), new=said(matter, o.field, o.new))
        for o in made
    ]
    return Answer(value, lines)


def correctable(given: Namespace) -> Answer:
    """What of a case may be corrected now: [{"field", "label", "value", "sort", "approved"}]."""
    with house(given.data, given.staff) as desks:
        case = desks.cases.show(given.case_no, desks.actor, "cli")
        found = desks.amends.correcting.offered(case)
    rows = [
        {"field": o.path, "label": o.label, "value": o.value, "sort": o.sort.value, "approved": o.approved}
        for o in found
    ]
    return Answer(rows, [w.CASE_CORRECTABLE.format(**one) for one in rows] or [w.NOTHING_CORRECTABLE])


def reprint(given: Namespace) -> Answer:
    """A lost receipt once more, marked 补打: {"case_no", "receipt_pdf", …}."""
    with house(given.data, given.staff) as desks:
        printed = desks.amends.reprinting.again(given.case_no, given.id_number, desks.actor)
        exported = desks.exports.put(f"{given.case_no}-again.pdf", printed.pdf)
    value = {"case_no": given.case_no, **on_paper("receipt_pdf", exported, printed)}
    return Answer(value, [w.RECEIPT_AGAIN.format(path=exported.path, until=value["receipt_pdf_until"])])


def paper(given: Namespace) -> Answer:
    """Enter what was taken on paper (补录): as `accept` answers, with {"taken_at", "minutes", "late"}."""
    raw, materials = read_answers(Path(given.answers))
    filing = Filing(
        matter=given.matter,
        raw=raw,
        materials=materials,
        scans=tuple(read_scan(text) for text in given.attach),
        window=given.window,
        confirmed=frozenset(given.confirm),
        approved_by=given.approved_by,
    )
    first = PaperFirst(moment(given.taken_at), given.reason, given.number)
    with house(given.data, given.staff) as desks:
        filing = completed(desks, filing, given)
        taken = desks.amends.paper_first.file(filing, first, desks.actor, given.request)
        printed = desks.printing.receipt(taken, desks.actor)
        exported = desks.exports.put(f"{taken.case.case_no}.pdf", printed.pdf)
    mark = taken.case.on_paper
    value = plain_taken(taken) | on_paper("receipt_pdf", exported, printed)
    value |= {"taken_at": taken.case.filed_at.isoformat(), "late": bool(mark and mark.late)}
    line = w.PAPER_ENTERED.format(
        kind=value["kind"], case_no=value["case_no"], taken=value["taken_at"], due=value["due_on"] or w.NO_DUE
    )
    return Answer(value, [line, w.PAPER_LATE] if value["late"] else [line])


def collect(given: Namespace) -> Answer:
    """A result taken by somebody else (代领): {"case_no", "state", "document"}."""
    takes = Takes(given.name, given.id_number, given.relation, given.mandate)
    with house(given.data, given.staff) as desks:
        issued = desks.amends.collecting.collect(given.case_no, takes, given.returned, desks.actor, given.request)
    value = {
        "case_no": given.case_no,
        "state": state_word(issued.case.state) if issued.case else "",
        "document": issued.number,
    }
    return Answer(value, [w.CASE_COLLECTED.format(name=given.name, **value)])


def approve(given: Namespace) -> Answer:
    """The chief representative's word for one act (首席代表授权): {"case_no", "act", "name"}."""
    with house(given.data, given.staff) as desks:
        desks.amends.approval.approve(given.case_no, given.act, given.by, desks.actor, given.text, given.request)
    value = {"case_no": given.case_no, "act": given.act, "name": given.by}
    return Answer(value, [w.CASE_APPROVED.format(**value)])


def rules(given: Namespace) -> Answer:
    """How the centre deals with what goes wrong; with NAME=VALUE, from now on."""
    with house(given.data, given.staff) as desks:
        changes = {name: value for name, _, value in (one.partition("=") for one in given.rules)}
        found = desks.amends.rules.rule(changes, desks.actor, given.area) if changes else desks.amends.rules.rules()
    value: dict[str, Any] = json.loads(json.dumps(asdict(found)))
    return Answer(value, [w.LINE_RULE.format(rule=name, value=one) for name, one in value.items()])


def to_tell(given: Namespace) -> Answer:
    """Who has to be told of a result: [{"case_no", "name", "phone", "news", "way", "tries"}]."""
    with house(given.data, given.staff) as desks:
        listed = desks.amends.telling.listed()
    rows = [
        {
            "case_no": one.case.case_no,
            "matter": one.case.matter,
            "name": one.case.applicant,
            "phone": one.case.phone,
            "news": one.news,
            "way": one.way,
            "tries": len(one.tries),
        }
        for one in listed
    ]
    lines = [w.TO_TELL.format(**{**row, "way": w.WAYS[str(row["way"])]}) for row in rows]
    return Answer(rows, lines or [w.NOBODY_TO_TELL])


def told(given: Namespace) -> Answer:
    """He was told, or not reached: {"case_no", "result"}."""
    with house(given.data, given.staff) as desks:
        case = desks.amends.telling.done(
            given.case_no, given.way, given.result, desks.actor, given.whom, given.request
        ).case
    return Answer({"case_no": case.case_no, "result": given.result}, [_told(case)])


def text(given: Namespace) -> Answer:
    """Send him a text message: {"case_no", "result"}."""
    with house(given.data, given.staff) as desks:
        case = desks.amends.telling.text(given.case_no, desks.actor).case
    return Answer({"case_no": case.case_no, "result": "sent"}, [_told(case)])


def put_up(given: Namespace) -> Answer:
    """The county's list of broken words (失信名单) in the place of the one before: {"count", "sha256", "source"}."""
    content, seal = read(Path(given.file)), read(Path(given.seal)) if given.seal else b""
    with house(given.data, given.staff) as desks:
        listed = desks.amends.credit.put_up(content, given.source, desks.actor, seal, given.area)
    return Answer(asdict(listed), [w.CREDIT_LISTED.format(count=listed.count, source=listed.source)])


def seal(given: Namespace) -> Answer:
    """A seal on a list, for those who take it on trust: {"file", "key_id"}."""
    from kiosk.app.credit import PURPOSE
    from sync.protocol.catalogues import seal_manifest
    from sync.protocol.seal import key_id, load_key, public_bytes

    private = load_key(read_private(Path(given.key)))
    name = key_id(public_bytes(private))
    try:
        Path(given.out).write_bytes(seal_manifest(PURPOSE + read(Path(given.file)), private.sign, name))
    except OSError as cause:
        raise Trouble("file_unwritten", path=given.out, reason=cause.strerror or cause) from cause
    return Answer({"file": given.out, "key_id": name.hex()}, [w.XLSX_WRITTEN.format(path=given.out)])


def standing(given: Namespace) -> Answer:
    """Whose word was not kept: [{"why", "case_no"}], empty for whoever may bring a paper later."""
    with house(given.data, given.staff) as desks:
        found = desks.amends.credit.look(given.id_number, desks.actor, "cli")
    rows = [{"why": one.why, "case_no": one.case_no} for one in found]
    return Answer(rows, [one["why"] for one in rows] or [w.CREDIT_FINE])


def broken(given: Namespace) -> Answer:
    """Every word that was not kept here: [{"case_no", "name", "material", "until", "repaired"}], the applicant
    masked, what is open first."""
    with house(given.data, given.staff) as desks:
        found = desks.amends.credit.listed()
    rows: list[dict[str, Any]] = [
        {
            "case_no": one.case_no,
            "name": one.applicant,
            "matter": one.matter,
            "material": one.material,
            "until": one.until.isoformat(),
            "repaired": None
            if one.repaired is None
            else {**asdict(one.repaired), "at": one.repaired.at.isoformat(timespec="seconds")},
        }
        for one in found
    ]
    lines = [w.CREDIT_LINE.format(**row, state=w.CREDIT_STATES[row["repaired"] is not None]) for row in rows]
    return Answer(rows, lines or [w.CREDIT_NONE])


def repair(given: Namespace) -> Answer:
    """A word that was not kept is made good (信用修复): {"case_no", "materials"}."""
    with house(given.data, given.staff) as desks:
        case = desks.amends.credit.make_good(
            given.case_no, given.text, given.approved_by, desks.actor, given.request, given.proof
        ).case
    return Answer(
        {"case_no": case.case_no, "materials": list(case.made_good)}, [w.CREDIT_REPAIRED.format(case_no=case.case_no)]
    )


def moment(given: str) -> datetime:
    """A time as it is typed: 2026-11-20 09:30, 2026-11-20T09:30 or 202611200930; China's clock."""
    for shape in ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y%m%d%H%M"):
        try:
            return datetime.strptime(given.strip(), shape).replace(tzinfo=CHINA)
        except ValueError:
            continue
    raise Refusal("paper_time_wrong", given=given)


def _change(given: str) -> tuple[str, object]:
    """FIELD=VALUE; a list or rows as JSON, nothing behind the sign takes an answer away."""
    field, _, value = given.partition("=")
    if value[:1] in ("[", "{"):
        try:
            return field.strip(), json.loads(value)
        except ValueError as error:
            raise Refusal("answers_unreadable", path=field, reason=error) from error
    return field.strip(), value or None


def _told(case: Case) -> str:
    last = case.tellings[-1]
    return w.TOLD.format(name=mask_name(case.applicant), case_no=case.case_no, result=w.RESULTS[last.result])
