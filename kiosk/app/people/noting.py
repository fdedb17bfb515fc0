"""What a receipt says about who stood beside the applicant, and about papers that he did not have to bring."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms import Matter
from kiosk.app.people import words as w
from kiosk.app.people.verifying import WAYS
from kiosk.domain.person import mask_id, mask_phone


def notes_of(matter: Matter, payload: Mapping[str, Any]) -> tuple[str, ...]:
    """The notes of the filing whose payload this is, in the order in which they are read."""
    beside, names = payload.get("beside") or {}, {one.id: one.name for one in matter.materials}
    return (*_people(beside), *_papers(payload, names))


def _people(beside: Mapping[str, Any]) -> Iterator[str]:
    if guardian := beside.get("guardian"):
        number = mask_id(guardian["id_number"])
        yield w.NOTES["guardian"].format(**{**guardian, "number": number})
    if contact := beside.get("contact"):
        relation = w.NOTES["relation"].format(**contact) if contact.get("relation") else ""
        yield w.NOTES["contact"].format(name=contact["name"], relation=relation, phone=mask_phone(contact["phone"]))
    if beside.get("read_aloud_by"):
        reader, witness = beside["read_aloud_by"], beside.get("witnessed_by", "")
        yield w.NOTES["read_aloud"].format(reader=reader, witness=witness)


def _papers(payload: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for kept in payload.get("kept", ()):
        told = {**kept, "material": names.get(kept["material"], kept["material"])}
        yield w.NOTES["kept"].format(**told)
    for way in WAYS:
        seen = [one["material"] for one in payload.get("verified", ()) if one["way"] == way]
        if seen:
            yield w.NOTES[way].format(materials=w.JOIN.join(names.get(one, one) for one in seen))
