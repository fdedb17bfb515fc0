"""Who stands beside the applicant: whom to call when he has no telephone, who reads to him, who witnesses, who acts for
a child or for somebody who cannot."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.domain.card import Card
from kiosk.domain.person import recognise, spell_name
from kiosk.domain.refusals import Gap
from sync.protocol.kinds import Beside as Beside  # screens take these from here: they know nothing of sync
from sync.protocol.kinds import CardRead as CardRead
from sync.protocol.kinds import Contact as Contact
from sync.protocol.kinds import Guardian as Guardian

GUARDED_UNDER, ASKED_UNDER = 14, 16
"""Full years. Under the first somebody else has to agree (个人信息保护法 §31), under the second it is asked whether
somebody acts for him."""
NOBODY = Beside()


def card_read(card: Card) -> CardRead:
    """What the journal keeps of a card: its kind, the name, and the chip's own bytes where they are not that."""
    return CardRead(kind=card.kind.value, name=card.name, raw=card.written.hex())


def beside_of(said: Mapping[str, str]) -> Beside:
    """From what was typed, by name of the blank; what is empty is nobody."""
    told = {key: value.strip() for key, value in said.items()}
    contact = Contact(
        name=spell_name(told.get("contact_name", "")),
        phone=told.get("contact_phone", ""),
        relation=told.get("contact_relation", ""),
    )
    guardian = Guardian(
        name=spell_name(told.get("guardian_name", "")),
        id_number=told.get("guardian_number", "").upper(),
        relation=told.get("guardian_relation", ""),
        basis=told.get("guardian_basis", ""),
        phone=told.get("guardian_phone", ""),
    )
    return Beside(
        contact=contact if contact.name or contact.phone else None,
        read_aloud_by=spell_name(told.get("read_aloud_by", "")),
        witnessed_by=spell_name(told.get("witnessed_by", "")),
        guardian=guardian if guardian.name or guardian.id_number else None,
    )


def said_of(beside: Beside) -> dict[str, str]:
    """The other way round: what stands in the blanks."""
    contact, guardian = beside.contact, beside.guardian
    said = {"read_aloud_by": beside.read_aloud_by, "witnessed_by": beside.witnessed_by}
    if contact is not None:
        said |= {"contact_name": contact.name, "contact_phone": contact.phone, "contact_relation": contact.relation}
    if guardian is not None:
        said |= {
            "guardian_name": guardian.name,
            "guardian_number": guardian.id_number,
            "guardian_relation": guardian.relation,
            "guardian_basis": guardian.basis,
            "guardian_phone": guardian.phone,
        }
    return said


def gaps_of(beside: Beside, on: date) -> tuple[Gap, ...]:
    """What is missing of those who are named: key in `sentence`, for the words of whoever shows it."""
    gaps = []
    contact, guardian = beside.contact, beside.guardian
    if contact is not None:
        gaps += [Gap(f"contact_{key}", "", "needed") for key in ("name", "phone") if not getattr(contact, key)]
    if beside.read_aloud_by and not beside.witnessed_by:
        gaps.append(Gap("witnessed_by", "", "witness"))
    if beside.read_aloud_by and beside.read_aloud_by == beside.witnessed_by:
        gaps.append(Gap("witnessed_by", "", "witness_other"))
    if guardian is not None:
        wanted = {"name": guardian.name, "relation": guardian.relation, "basis": guardian.basis}
        gaps += [Gap(f"guardian_{key}", "", "needed") for key, value in wanted.items() if not value]
        if not recognise(guardian.id_number, on):
            gaps.append(Gap("guardian_number", "", "number"))
    return tuple(gaps)


def beside_in(payload: Mapping[str, Any] | None) -> Beside | None:
    """Who stood there as the entry of a filing says it; what is of another shape is nobody."""
    told = payload.get("beside") if payload else None
    if not isinstance(told, Mapping):
        return None
    contact, guardian = told.get("contact"), told.get("guardian")
    try:
        return Beside(
            contact=Contact(**contact) if contact else None,
            read_aloud_by=str(told.get("read_aloud_by", "")),
            witnessed_by=str(told.get("witnessed_by", "")),
            guardian=Guardian(**guardian) if guardian else None,
        )
    except TypeError:
        return None
