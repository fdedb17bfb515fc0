"""Who stood beside the applicant, on his form: at the place that it has for it, or in a line of the paper's own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from forms import Matter
from kiosk.paper import words as w
from kiosk.paper.ruled import Ruled, heading, label_cell, value_cell
from kiosk.paper.sheet import MM

if TYPE_CHECKING:
    from sync.protocol.kinds import Beside

LABEL, SIGNED = 29 * MM, 13 * MM
_PLACES = {  # a form's own field: which of them, and what of him
    "guardian_name": ("guardian", "name"),
    "guardian_id_no": ("guardian", "id_number"),
    "guardian_phone": ("guardian", "phone"),
    "contact_name": ("contact", "name"),
    "contact_phone": ("contact", "phone"),
}


def filled_in(matter: Matter, answers: Mapping[str, Any], beside: "Beside | None") -> dict[str, Any]:
    """The answers with what the form asks of those who stood there and nobody has written; nothing is written over."""
    told = dict(answers)
    asked = {field.key for field in matter.fields}
    for key, (who, what) in _PLACES.items():
        said = getattr(getattr(beside, who, None), what, "")
        if key in asked and said and not told.get(key):
            told[key] = said
    return told


def rows(matter: Matter, answers: Mapping[str, Any], beside: "Beside | None", width: float) -> Sequence[Ruled]:
    """The lines for whoever the form has no place for: guardian, contact, who read aloud, and who witnessed it."""
    lines = list(_lines(filled_in(matter, answers, beside), matter, beside)) if beside is not None else []
    if not lines:
        return ()
    cells = [
        Ruled((label_cell(label, LABEL), value_cell(text, width - LABEL)), SIGNED if by_hand else 0.0)
        for label, text, by_hand in lines
    ]
    return [heading(w.BESIDE, width), *cells]


def _lines(answers: Mapping[str, Any], matter: Matter, beside: "Beside") -> Iterator[tuple[str, str, bool]]:
    shown = {key for key in _PLACES if answers.get(key) and any(field.key == key for field in matter.fields)}
    guardian, contact = beside.guardian, beside.contact
    if guardian is not None and not ("guardian_name" in shown and answers["guardian_name"] == guardian.name):
        phone = w.BESIDE_PHONE.format(phone=guardian.phone) if guardian.phone else ""
        said = w.BESIDE_GUARDIAN.format(
            name=guardian.name, relation=guardian.relation, number=guardian.id_number, basis=guardian.basis, phone=phone
        )
        yield w.GUARDIAN, said, False
    if contact is not None and not ("contact_name" in shown and answers["contact_name"] == contact.name):
        relation = w.BESIDE_RELATION.format(relation=contact.relation) if contact.relation else ""
        yield w.REACHED_BY, w.BESIDE_CONTACT.format(name=contact.name, relation=relation, phone=contact.phone), False
    if beside.read_aloud_by:
        yield w.READ_ALOUD, w.BESIDE_READ.format(reader=beside.read_aloud_by), True
    if beside.witnessed_by:
        yield w.WITNESS, w.BESIDE_WITNESS.format(witness=beside.witnessed_by), True
