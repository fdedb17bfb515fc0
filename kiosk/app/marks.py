"""What is put on a filled form besides its answers: the hands that signed it, and who stood beside the applicant."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.app.ink import Written
from kiosk.app.people.beside import Beside, Contact, Guardian


@dataclass(frozen=True, slots=True)
class Marks:
    """`hands` are signatures on the screen by field; `beside` is None where nobody stood there."""

    hands: Mapping[str, Written] = field(default_factory=dict)
    beside: Beside | None = None


def beside_in(payload: Mapping[str, object] | None) -> Beside | None:
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
