"""A document (文书) that is signed by whoever receives it: the 送达回证 at a delivery, or any other that was given out.

Its ink stands under the digest of all that the document states, beside the case's other signatures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.app.documents import Delivery
from kiosk.app.issued import facts_of, issued_here

if TYPE_CHECKING:
    from kiosk.app.issued import Issued
    from kiosk.app.ports import Journal

DOCUMENT = "document_"  # before the id of the entry that gave it out: where its ink stands among the signatures


def field_of(issued: Issued) -> str:
    """Where its ink stands."""
    return DOCUMENT + issued.id


def digest_of_document(issued: Issued) -> str:
    """SHA-256 (hex) of what is signed: everything that it states."""
    return facts_of(issued.paper)[1]


def digest_at(journal: Journal, field: str) -> str:
    """What ink at `field` has to stand under, if it is that of a document; '' for any other field, and for a document
    that nobody knows here."""
    found = issued_here(journal, field.removeprefix(DOCUMENT)) if field.startswith(DOCUMENT) else None
    return digest_of_document(found) if found is not None else ""


def signer_of(issued: Issued) -> str:
    """Who signs it: whoever took it for somebody else, or whom it is for."""
    paper = issued.paper
    substitute = paper.substitute.strip() if isinstance(paper, Delivery) else ""
    return substitute or paper.heading.addressee
