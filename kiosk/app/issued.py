"""Documents that were given out, read back from the journal: what each states, and how often it was printed."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.app.documents import Document, DocumentKind, WantedNotice
from kiosk.app.documents.stating import NotAFact, plain, told
from kiosk.app.happenings import Written
from kiosk.app.outcomes import Changed
from kiosk.app.ports import Journal
from kiosk.domain.case import Case
from sync.protocol.entry import Body
from sync.protocol.kinds import DocumentIssued

ISSUED, PRINTED = "document.issued", "document.printed"


@dataclass(frozen=True, slots=True)
class Issued:
    """One document as it was given out. `id` is its entry's; `printed` counts how often it reached a printer, `trouble`
    is why the last try did not; `added` names what an earlier notice had left out. `case`: as the step left it."""

    id: str
    kind: DocumentKind
    number: str
    case_no: str
    at: datetime
    actor: str
    paper: Document
    step: str = ""
    added: tuple[str, ...] = ()
    printed: int = 0
    trouble: str = ""
    case: Case | None = None
    changed: frozenset[Changed] = frozenset({Changed.CASES, Changed.POST})


def facts_of(paper: Document) -> tuple[dict[str, Any], str]:
    """The facts as JSON values, and the SHA-256 (hex) of their canonical form."""
    facts: dict[str, Any] = plain(paper)
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return facts, hashlib.sha256(canonical).hexdigest()


def entry_of(paper: Document, step: str, added: Sequence[str]) -> DocumentIssued:
    """What the journal says of it."""
    facts, digest = facts_of(paper)
    return DocumentIssued(
        document=paper.kind.value,
        number=paper.heading.document_no,
        facts=facts,
        sha256=digest,
        step=step,
        added=tuple(added),
    )


def read_issued(entries: Iterable[Written], only: str = "", last: int | None = None) -> Sequence[Issued]:
    """The documents among these entries in their order, each with what became of its printing; `only` the one of that
    number or id, the `last` so many. A kind that this version does not know is left out."""
    bodies = [one.read() for one in entries]
    prints: dict[str, list[Mapping[str, Any]]] = {}
    for body in bodies:
        if body.kind == PRINTED:
            prints.setdefault(body.payload["document"], []).append(body.payload)
    known = [body for body in bodies if body.kind == ISSUED and body.payload["document"] in set(DocumentKind)]
    if only:
        known = [body for body in known if only in (body.id, body.payload["number"])]
    found = (_issued(body, prints.get(body.payload["number"], ())) for body in known[-last if last else 0 :])
    return [one for one in found if one is not None]


def issued_here(journal: Journal, number: str) -> Issued | None:
    """A document by its number, or the id of its entry; None when none was given out that this store knows of."""
    found = read_issued(journal.of_kinds(ISSUED, naming=number), only=number) if number else ()
    if not found:
        return None
    prints = journal.of_kinds(PRINTED, naming=found[0].number)
    return read_issued([*journal.of_kinds(ISSUED, naming=found[0].id), *prints], only=found[0].id)[0]


def _issued(body: Body, tries: Sequence[Mapping[str, Any]]) -> Issued | None:
    """None for facts of another version, whose shape is not known here: the entry stays, and who wrote it prints it."""
    p, kind = body.payload, DocumentKind(body.payload["document"])
    try:
        paper = told(kind, p["facts"])
    except NotAFact:
        return None
    return Issued(
        id=body.id,
        kind=kind,
        number=p["number"],
        case_no=body.case or "",
        at=datetime.fromisoformat(body.wall),
        actor=body.actor,
        paper=paper,
        step=p.get("step", ""),
        added=tuple(p.get("added", ())),
        printed=sum(one.get("copy", 1) == 1 and not one.get("trouble") for one in tries),
        trouble=tries[-1].get("trouble", "") if tries else "",
    )


def left_out(paper: Document, before: Iterable[Document], also: Iterable[str] = ()) -> tuple[str, ...]:
    """What this notice asks for and an earlier one of the same application did not: to be said once is the law
    (行政许可法第32条), and each later item is a matter for the assessment. Nothing when there was no earlier one."""
    if not isinstance(paper, WantedNotice):
        return ()
    notices = [one for one in before if isinstance(one, WantedNotice)]
    known = {item.what for one in notices for item in one.wanted} | set(also)
    return tuple(one.what for one in paper.wanted if one.what not in known) if notices or known else ()
