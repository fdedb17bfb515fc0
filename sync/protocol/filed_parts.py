"""What the entries about a case are made of: who, which papers, what is owed, how long, and what a person confirmed."""

from sync.protocol.payload import Payload


class Person(Payload, frozen=True, kw_only=True):
    """Who a case is about, as it stood when it was filed."""

    name: str
    id_type: str = "111"
    id_number: str = ""
    phone: str = ""


class Attachment(Payload, frozen=True, kw_only=True):
    """A scan or photo, named by its SHA-256 (hex); it follows the entry, never precedes it."""

    sha256: str
    size: int
    name: str
    media_type: str
    material: str


class Owed(Payload, frozen=True, kw_only=True):
    """A material that may come later (容缺), with the date committed to."""

    material: str
    until: str


class Pledged(Payload, frozen=True, kw_only=True):
    """A material that was promised in writing instead of proved (告知承诺): its `name`, what was promised (`text`), by
    which rule the proof is asked for, how and until when (`check_by`) it is checked. `way` is 'screen' or 'paper';
    `digest` (SHA-256, hex) is of the promise as its `signer` was shown it."""

    material: str
    name: str
    text: str
    check_by: str
    digest: str
    signer: str
    way: str = "paper"
    basis: str = ""
    checking: str = ""


class Clock(Payload, frozen=True, kw_only=True):
    """A time limit as frozen at filing: `unit` is 'workday' or 'day'; `due_on` empty where nothing is due."""

    days: int | None = None
    unit: str = "workday"
    due_on: str = ""
    estimated: bool = False


class Question(Payload, frozen=True, kw_only=True):
    """A rule that the program could not decide (a parameter that the county has not set) and put to a person: its
    number and its `text`, and whether the entry's actor has looked and confirmed it."""

    rule: str
    text: str
    confirmed: bool = False
