"""Commands of documents (文书): what one would state, give it out, list, print."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from kiosk.app.documents import DocumentKind
from kiosk.app.documents.stating import plain
from kiosk.app.gathering import Subject
from kiosk.app.issued import Issued
from kiosk.cli.answer import Answer
from kiosk.cli.words import DOCUMENT_ASKED, DOCUMENT_LINE, DOCUMENT_PRINTED, DOCUMENT_STATES
from kiosk.domain.refusals import Refusal
from kiosk.wiring.house import house


def draft(given: Namespace) -> Answer:
    """What a document would state: {"facts", "asked", "gaps"}. Nothing is written."""
    with house(given.data, given.staff) as desks:
        made = desks.documents.draft(_subject(given), _kind(given), _facts(given.facts), desks.actor)
    asked: list[dict[str, Any]] = [
        {
            "fact": one.path,
            "label": one.label,
            "sort": one.sort,
            "hint": one.hint,
            "choices": dict(one.choices),
            "known": made.known.get(one.path, ""),
        }
        for one in made.asked
    ]
    gaps = [{"fact": gap.field, "sentence": gap.sentence} for gap in made.gaps]
    lines = [
        DOCUMENT_ASKED.format(fact=one["fact"], label=one["label"], known=one["known"].replace("\n", " | "))
        for one in asked
    ]
    value = {"kind": given.kind, "facts": plain(made.paper), "asked": asked, "gaps": gaps}
    return Answer(value, [*lines, *(gap.sentence for gap in made.gaps)])


def issue(given: Namespace) -> Answer:
    """Give a document out; the case moves with it. The same request again gives the same document."""
    with house(given.data, given.staff) as desks:
        issued = desks.documents.issue(_subject(given), _kind(given), _facts(given.facts), desks.actor, given.request)
    return Answer(_plain(issued) | {"facts": plain(issued.paper)}, [_line(issued)])


def listed(given: Namespace) -> Answer:
    """The documents of a case, or the latest of all, newest first."""
    with house(given.data, given.staff) as desks:
        found = desks.documents.listed(given.case_no)
    return Answer([_plain(one) for one in found], [_line(one) for one in found])


def printed(given: Namespace) -> Answer:
    """Print both copies; what was printed before is marked so. A copy of the first PDF is put where it can be read."""
    with house(given.data, given.staff) as desks:
        copies = desks.handing_out.document(given.number, desks.actor)
        issued = desks.documents.found(given.number)
        exported = desks.exports.put(f"{issued.number}.pdf", copies[0].pdf)
    trouble = next((one.trouble for one in copies if one.trouble), "")
    value = _plain(issued) | {
        "pdf": str(exported.path),
        "pdf_until": exported.until.isoformat(timespec="seconds"),
        "printer": copies[0].printer,
        "printer_trouble": trouble,
    }
    line = DOCUMENT_PRINTED.format(number=issued.number, path=exported.path, until=value["pdf_until"])
    return Answer(value, [line])


def _subject(given: Namespace) -> Subject:
    return Subject(given.case, given.matter, given.name, given.id_number, given.phone)


def _kind(given: Namespace) -> DocumentKind:
    try:
        return DocumentKind(given.kind)
    except ValueError:
        raise Refusal("document_kind_unknown", given=given.kind, kinds=", ".join(DocumentKind)) from None


def _facts(name: str) -> dict[str, object]:
    """Facts as JSON: {"law": …, "wanted": [{…}], "remedy": {"court": …}}. Refuses what cannot be read."""
    if not name:
        return {}
    path = Path(name)
    try:
        facts: Any = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Refusal("facts_unreadable", path=path, reason=error) from error
    if not isinstance(facts, dict):
        raise Refusal("facts_unreadable", path=path, reason=type(facts).__name__)
    return facts


def _plain(issued: Issued) -> dict[str, Any]:
    return {
        "number": issued.number,
        "id": issued.id,
        "kind": issued.kind.value,
        "case_no": issued.case_no,
        "issued_at": issued.at.isoformat(),
        "actor": issued.actor,
        "step": issued.step,
        "added": list(issued.added),
        "printed": issued.printed,
        "printer_trouble": issued.trouble,
    }


def _line(issued: Issued) -> str:
    state = DOCUMENT_STATES["printed" if issued.printed else "trouble" if issued.trouble else "new"]
    at = issued.at.isoformat(sep=" ", timespec="minutes")
    return DOCUMENT_LINE.format(
        number=issued.number,
        kind=issued.kind,
        case_no=issued.case_no,
        at=at,
        state=state,
        name=issued.paper.heading.addressee,
    )
