"""The kinds of entry that this version writes, each with the shape of its payload.

A reader that does not know a kind or a field stores and passes it on: shapes grow by optional fields, never
by new meanings.
Amounts are decimal strings, dates ISO 8601, code values as the matter's definition has them.
"""

from typing import Any

import msgspec

from sync.protocol.amend_kinds import AMENDS, Collector, ReturnedThing, TakenOnPaper
from sync.protocol.audit_kinds import AuditExported as AuditExported
from sync.protocol.audit_kinds import AuditSearched as AuditSearched
from sync.protocol.audit_kinds import AuditVerified as AuditVerified
from sync.protocol.audit_kinds import JournalPruned as JournalPruned
from sync.protocol.audit_kinds import JournalRepaired as JournalRepaired
from sync.protocol.catalogue_kinds import CalendarImported as CalendarImported
from sync.protocol.catalogue_kinds import CatalogueInstalled as CatalogueInstalled
from sync.protocol.catalogue_kinds import CataloguePublished as CataloguePublished
from sync.protocol.catalogue_kinds import CatalogueTaken as CatalogueTaken
from sync.protocol.catalogue_kinds import CountySet as CountySet
from sync.protocol.catalogue_kinds import CountyTrusted as CountyTrusted
from sync.protocol.centre_kinds import HUBS
from sync.protocol.centre_kinds import DraftParked as DraftParked
from sync.protocol.centre_kinds import DraftTakenOver as DraftTakenOver
from sync.protocol.centre_kinds import HubHeard as HubHeard
from sync.protocol.clock_kinds import CLOCKS
from sync.protocol.clock_kinds import CaseGoesOn as CaseGoesOn
from sync.protocol.clock_kinds import CaseRedated as CaseRedated
from sync.protocol.clock_kinds import CaseStopped as CaseStopped
from sync.protocol.filed_parts import Attachment as Attachment
from sync.protocol.filed_parts import Clock as Clock
from sync.protocol.filed_parts import Owed as Owed
from sync.protocol.filed_parts import Person as Person
from sync.protocol.filed_parts import Pledged as Pledged
from sync.protocol.filed_parts import Question as Question
from sync.protocol.hall_kinds import HelpAnswered as HelpAnswered
from sync.protocol.hall_kinds import HelpAsked as HelpAsked
from sync.protocol.hall_kinds import Rated as Rated
from sync.protocol.hall_kinds import RatingAsked as RatingAsked
from sync.protocol.hall_kinds import RatingPassed as RatingPassed
from sync.protocol.keeping_kinds import KEEPING
from sync.protocol.keeping_kinds import DeviceBackedUp as DeviceBackedUp
from sync.protocol.keeping_kinds import DeviceDrilled as DeviceDrilled
from sync.protocol.keeping_kinds import DeviceRestored as DeviceRestored
from sync.protocol.keeping_kinds import KeyChanged as KeyChanged
from sync.protocol.line_kinds import LineRuled as LineRuled
from sync.protocol.line_kinds import SlipPrinted as SlipPrinted
from sync.protocol.line_kinds import TicketCalled as TicketCalled
from sync.protocol.line_kinds import TicketHeld as TicketHeld
from sync.protocol.line_kinds import TicketMatterAdded as TicketMatterAdded
from sync.protocol.line_kinds import TicketMoved as TicketMoved
from sync.protocol.line_kinds import TicketRejoined as TicketRejoined
from sync.protocol.line_kinds import TicketTaken as TicketTaken
from sync.protocol.line_kinds import TicketTransferred as TicketTransferred
from sync.protocol.line_kinds import WindowStands as WindowStands
from sync.protocol.oversight_kinds import OVERSIGHT
from sync.protocol.payload import Payload as Payload
from sync.protocol.person_kinds import Beside as Beside
from sync.protocol.person_kinds import CardRead as CardRead
from sync.protocol.person_kinds import Contact as Contact
from sync.protocol.person_kinds import Guardian as Guardian
from sync.protocol.person_kinds import Kept as Kept
from sync.protocol.person_kinds import MaterialVerified as MaterialVerified
from sync.protocol.person_kinds import Verified as Verified
from sync.protocol.ruling_kinds import CentreRuled as CentreRuled
from sync.protocol.staff_kinds import AccountBadged as AccountBadged
from sync.protocol.staff_kinds import AccountMoved as AccountMoved
from sync.protocol.staff_kinds import AccountOpened as AccountOpened
from sync.protocol.staff_kinds import AccountRuled as AccountRuled
from sync.protocol.staff_kinds import AccountSecretSet as AccountSecretSet
from sync.protocol.staff_kinds import StaffCame as StaffCame


class DeviceBegun(Payload, frozen=True, kw_only=True):
    """`device.begun`: the first entry of a device. `public_key` is the raw Ed25519 key in hex; algorithms are
    named."""

    centre: str
    name: str
    public_key: str
    hash: str = "sha-256"
    signature: str = "ed25519"
    demo: bool = False
    phone: str = ""  # of the centre's window, with address and hours as a resident's page shows them
    address: str = ""
    hours: str = ""


class DeviceEnrolled(Payload, frozen=True, kw_only=True):
    """`device.enrolled`: the city took this device in; `city_key` verifies its acknowledgements."""

    url: str
    city_key: str


class DeviceRenewed(Payload, frozen=True, kw_only=True):
    """`device.renewed`: this device signs with another key from now on. `key_id` is the old one's, `public_key` the
    new one in hex, certified by the city."""

    key_id: str
    public_key: str


class DeviceReleased(Payload, frozen=True, kw_only=True):
    """`device.released`: the city took `count` entries of a device, which had lain aside, into its log, as epoch
    `epoch` of that device; a person had looked at them."""

    device: str
    epoch: int
    count: int


class DevicePaired(Payload, frozen=True, kw_only=True):
    """`device.paired`: this device goes by the hub of its centre from now on; `hub_key` verifies the hub's word."""

    url: str
    hub_key: str
    role: str = ""


class DeviceParted(Payload, frozen=True, kw_only=True):
    """`device.parted`: the device found itself restored or cloned; it read back what its upstream had and goes on in
    a new epoch. `back` entries came back from epoch `of`, `moved` own ones were chained anew."""

    of: int
    back: int
    moved: int


class DeviceCertified(Payload, frozen=True, kw_only=True):
    """`device.certified`, `device.revoked`: the city trusts (no longer trusts) this key. Tells every device whose
    receipts are genuine. `public_key` in hex; `by` names the hub on whose word it was certified."""

    device: str
    name: str
    key_id: str
    public_key: str
    demo: bool = False
    by: str = ""


class CaseFiled(Payload, frozen=True, kw_only=True):
    """`case.received` 收件, `case.accepted` 受理, `case.collected` 代收, `case.booked` 预约.

    Freezes everything the promise rests on: definition version and fingerprint, parameters, calendar, limit
    and due date.
    """

    case_no: str
    matter: str
    matter_version: int
    fingerprint: str
    mode: str
    centre: str
    applicant: Person
    answers: dict[str, Any]
    materials: dict[str, str]
    parameters: dict[str, Any] = msgspec.field(default_factory=dict)
    calendar: str = ""
    owed: tuple[Owed, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    ticket: str = ""
    window: str = ""
    document_no: str = ""
    committed: Clock = Clock()
    legal: Clock = Clock()
    agent: Person | None = None
    based_on: str = ""  # case number of the collection that this filing goes on from
    county: str = ""  # version of the county's file that the parameters are of
    asked: tuple[Question, ...] = ()
    joint: str = ""  # code of the matters done in one go (联办) that this one was filed with
    siblings: tuple[str, ...] = ()  # case numbers of the others of that filing, in the order of filing
    card: CardRead | None = None  # what the card on the reader said
    beside: Beside | None = None  # contact, who read aloud, witness, guardian
    kept: tuple[Kept, ...] = ()  # materials that were not asked for again
    verified: tuple[Verified, ...] = ()  # of the shared ones: by whom, or still pending
    on_paper: TakenOnPaper | None = None  # entered later than it was taken (补录)
    permit: bool = False  # a licence (行政许可): five working days of silence are an acceptance
    silent: Clock = Clock()  # received: until when it is done if nobody answers in time (视为受理)
    pledges: tuple[Pledged, ...] = ()  # materials promised instead of proved (告知承诺)


class CaseMoved(Payload, frozen=True, kw_only=True):
    """`case.forwarded`, `case.delivered`, `case.withdrawn`, `case.voided`, `case.not_accepted`, `case.returned` (退件:
    what was asked for did not come in time): a transition with its reason in words."""

    text: str = ""
    to: str = ""
    materials: dict[str, str] = msgspec.field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    document: str = ""  # number of the document (文书) that makes this step, where one was given out
    collector: Collector | None = None  # of a delivery: who took it for the applicant
    returned: tuple[ReturnedThing, ...] = ()  # originals handed back with it
    way: str = ""  # of a delivery: direct, left, post, electronic or public
    proof: str = ""  # of a delivery: signature, the number of the letter, where it was published


class SupplementAsked(Payload, frozen=True, kw_only=True):
    """`case.supplement_asked` 补正: everything that is missing, said once, with a date."""

    text: str
    items: tuple[str, ...] = ()
    until: str = ""
    document: str = ""


class CaseExtended(Payload, frozen=True, kw_only=True):
    """`case.extended` 延长期限: by how many days of the unit, until when now, why, and which head approved it.
    Once."""

    text: str
    approved_by: str
    days: int
    unit: str
    due_on: str
    estimated: bool = False


class CaseDecided(Payload, frozen=True, kw_only=True):
    """`case.decided`: `result` is 'granted' or 'refused'; `text` the reason or what was granted."""

    result: str
    text: str = ""
    document: str = ""


class DocumentPrinted(Payload, frozen=True, kw_only=True):
    """`document.printed`: which paper, the SHA-256 of its PDF, where it went; `trouble` is empty when it went."""

    document: str
    sha256: str
    printer: str
    copy: int = 1
    trouble: str = ""
    again: bool = False  # printed before, and marked so on the paper (补打)
    shown: str = ""  # how the person who asked for it again was known: 'id' when his ID number was read or typed


class DocumentIssued(Payload, frozen=True, kw_only=True):
    """`document.issued`: a document (文书) was given out. `document` names its kind, `facts` are all that it
    states, as
    they were stated; `sha256` is of their canonical JSON. `step` is the kind of entry made with it, empty for
    a document
    that moves nothing; `added` names what an earlier notice of the same application had left out (一次性告知)."""

    document: str
    number: str
    facts: dict[str, Any]
    sha256: str
    step: str = ""
    added: tuple[str, ...] = ()


class CaseSigned(Payload, frozen=True, kw_only=True):
    """`case.signed`: somebody signed the form of a case. `way` is 'screen' (`strokes` names the strokes' file, which is
    among the attachments) or 'paper' (its scan is). `digest` is of the canonical answers that were signed, `sheet` the
    SHA-256 of the page that was shown or printed; `pen` what wrote, `device` on which PC."""

    way: str
    signer: str
    digest: str
    field: str = ""
    sheet: str = ""
    strokes: str = ""
    pen: str = ""
    device: str = ""
    signed_at: str = ""
    attachments: tuple[Attachment, ...] = ()


class Looked(Payload, frozen=True, kw_only=True):
    """`person.looked`: somebody opened personal data, and why."""

    what: str
    purpose: str = ""


class Checkpoint(Payload, frozen=True, kw_only=True):
    """`journal.checkpoint`: what the tables came to once `n` entries had been applied on this device (its own and those
    of others): `sums` each table's SHA-256 in hex, `rows` how many there were, `tables` one over all of them. `shape`
    names what rows looked like in the program that counted them; `seq` is the last own entry then."""

    tables: str
    seq: int
    n: int = 0
    shape: str = ""
    sums: dict[str, str] = msgspec.field(default_factory=dict)
    rows: dict[str, int] = msgspec.field(default_factory=dict)


SHAPES: dict[str, type[Payload]] = {
    "device.begun": DeviceBegun,
    "device.enrolled": DeviceEnrolled,
    "device.renewed": DeviceRenewed,
    "device.released": DeviceReleased,
    "device.paired": DevicePaired,
    "device.hub_heard": HubHeard,
    **HUBS,
    "device.parted": DeviceParted,
    "device.certified": DeviceCertified,
    "device.revoked": DeviceCertified,
    "ticket.taken": TicketTaken,
    "ticket.called": TicketCalled,
    "ticket.recalled": TicketMoved,
    "ticket.missed": TicketMoved,
    "ticket.served": TicketMoved,
    "ticket.held": TicketHeld,
    "ticket.transferred": TicketTransferred,
    "ticket.rejoined": TicketRejoined,
    "ticket.undone": TicketMoved,
    "ticket.matter_added": TicketMatterAdded,
    "slip.printed": SlipPrinted,
    "window.paused": WindowStands,
    "window.reopened": WindowStands,
    "line.ruled": LineRuled,
    "draft.parked": DraftParked,
    "draft.taken_over": DraftTakenOver,
    "hall.help_asked": HelpAsked,
    "hall.help_answered": HelpAnswered,
    "rating.asked": RatingAsked,
    "rating.given": Rated,
    "rating.passed": RatingPassed,
    "case.rated": Rated,
    "case.received": CaseFiled,
    "case.accepted": CaseFiled,
    "case.collected": CaseFiled,
    "case.booked": CaseFiled,
    "case.forwarded": CaseMoved,
    "case.supplement_asked": SupplementAsked,
    "case.extended": CaseExtended,
    "case.decided": CaseDecided,
    "case.delivered": CaseMoved,
    "case.withdrawn": CaseMoved,
    "case.voided": CaseMoved,
    "case.not_accepted": CaseMoved,
    "case.returned": CaseMoved,
    **CLOCKS,
    **AMENDS,
    **KEEPING,
    **OVERSIGHT,
    "case.signed": CaseSigned,
    "case.verified": MaterialVerified,
    "document.issued": DocumentIssued,
    "document.printed": DocumentPrinted,
    "person.looked": Looked,
    "account.opened": AccountOpened,
    "account.ruled": AccountRuled,
    "account.secret_set": AccountSecretSet,
    "account.badged": AccountBadged,
    "account.left": AccountMoved,
    "account.returned": AccountMoved,
    "staff.signed_in": StaffCame,
    "staff.signed_off": StaffCame,
    "staff.refused": StaffCame,
    "staff.locked": StaffCame,
    "staff.unlocked": StaffCame,
    "audit.searched": AuditSearched,
    "audit.exported": AuditExported,
    "audit.verified": AuditVerified,
    "journal.checkpoint": Checkpoint,
    "journal.pruned": JournalPruned,
    "journal.repaired": JournalRepaired,
    "catalogue.published": CataloguePublished,
    "catalogue.installed": CatalogueInstalled,
    "catalogue.taken": CatalogueTaken,
    "county.trusted": CountyTrusted,
    "county.set": CountySet,
    "centre.ruled": CentreRuled,
    "calendar.imported": CalendarImported,
}


def read_payload(kind: str, payload: dict[str, Any]) -> Payload | None:
    """The payload as its shape, or None for a kind unknown here. Raises `msgspec.ValidationError` for a bad shape."""
    shape = SHAPES.get(kind)
    return None if shape is None else msgspec.convert(payload, shape)


def write_payload(payload: Payload) -> dict[str, Any]:
    """Plain values for `Body.payload`."""
    built: dict[str, Any] = msgspec.to_builtins(payload)
    return built


def schemas() -> dict[str, Any]:
    """JSON Schema (2020-12) of every kind's payload: `kinds` names the shape of each, `$defs` has the shapes."""
    shapes = sorted(set(SHAPES.values()), key=lambda shape: shape.__name__)
    _, definitions = msgspec.json.schema_components(shapes, ref_template="#/$defs/{name}")
    kinds = {kind: {"$ref": f"#/$defs/{shape.__name__}"} for kind, shape in sorted(SHAPES.items())}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "kinds": kinds, "$defs": definitions}
