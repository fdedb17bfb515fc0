"""What a filing says of the person beside his name: what his card said, who stood beside him, and what was not asked of
him twice."""

from sync.protocol.payload import Payload


class CardRead(Payload, frozen=True, kw_only=True):
    """What the card on the reader said: `kind` of card, the `name` in today's spelling, and in `raw` the chip's own
    bytes (UTF-16, little end first, in hex) where they are not that. The filing's applicant has the name as the card's
    face shows it; where both differ, the entry's actor has corrected it."""

    kind: str
    name: str
    raw: str = ""


class Contact(Payload, frozen=True, kw_only=True):
    """Whom to call for somebody without a telephone."""

    name: str
    phone: str
    relation: str = ""


class Guardian(Payload, frozen=True, kw_only=True):
    """Who acts for a child or for somebody who cannot: `basis` is why (age, or the paper that says so)."""

    name: str
    id_number: str
    relation: str
    basis: str
    phone: str = ""
    id_type: str = "111"


class Beside(Payload, frozen=True, kw_only=True):
    """Who stood beside the applicant: a contact, who read the form aloud to somebody who cannot read, who witnessed it,
    a guardian."""

    contact: Contact | None = None
    read_aloud_by: str = ""
    witnessed_by: str = ""
    guardian: Guardian | None = None


class Kept(Payload, frozen=True, kw_only=True):
    """A material that was not asked for again: it came with `case_no` as `there` on `taken_on`, and holds until
    `until`. `sha256` names its scans, which are the same."""

    material: str
    case_no: str
    there: str
    taken_on: str
    until: str
    sha256: tuple[str, ...] = ()


class Verified(Payload, frozen=True, kw_only=True):
    """How a material was verified that a register knows: `way` is shared (by a register: 共享核验), by_hand (人工核验)
    or pending (待核验). Who looked and when is the entry's actor and time."""

    material: str
    way: str


class MaterialVerified(Payload, frozen=True, kw_only=True):
    """`case.verified`: what was pending is verified now, or is not true (`fits` false); `text` says what was found."""

    material: str
    way: str
    fits: bool = True
    text: str = ""
