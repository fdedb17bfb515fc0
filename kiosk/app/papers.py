"""The facts that stand on each paper of the service hall, before anyone has laid them out.

A paper is described here with plain values; `kiosk.paper` turns it into ink. No sentence is written here:
wording belongs to the
paper's own words, names of matters and materials come from the definitions.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ReceiptKind(StrEnum):
    """What a receipt promises. Received, collected and booked are not acceptance (standards: 收件不等于受理)."""

    ACCEPTED = "accepted"  # 受理通知书
    RECEIVED = "received"  # 材料接收凭证（收件单）
    COLLECTED = "collected"  # 代收单：a village agent took it on the resident's behalf
    BOOKED = "booked"  # 预审、预约单


class Handing(StrEnum):
    """How a material was handed in."""

    ORIGINAL = "original"
    COPY = "copy"
    SEEN = "seen"  # verified on sight, handed back at once (0 originals, 0 copies)
    SHARED = "shared"  # by data sharing, to be verified where there was no network
    ON_FILE = "on_file"
    OWED = "owed"  # 容缺: still owed
    PLEDGED = "pledged"  # 告知承诺: promised instead of proved, checked afterwards


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit as the definition states it: `days` of `unit` ('workday' or 'day'); None where there is none."""

    days: int | None
    unit: str = "workday"
    text: str = ""


@dataclass(frozen=True, slots=True)
class PaperMaterial:
    """One row of a receipt's table of materials. `count` is the number of sheets or sets taken, 0 when only seen."""

    name: str
    handing: Handing
    count: int = 1
    owed_until: date | None = None
    check_by: date | None = None  # promised: until when it is checked


@dataclass(frozen=True, slots=True)
class Station:
    """The centre as a paper shows it: names, telephones, address and opening hours are the centre's own settings."""

    name: str  # 灵璧县渔沟镇为民服务中心
    body: str  # 灵璧县渔沟镇人民政府, the body whose seal the paper bears
    short: str  # 渔沟, as in the document number
    address: str
    hours: str
    phone: str
    complaint_phone: str
    demo: bool = False  # 演示: said on every paper


@dataclass(frozen=True, slots=True)
class Device:
    """Who this PC is: `id` is centre and device ('341323110000-01'); `site` the public tracking address."""

    id: str
    centre: str
    number: str
    station: Station
    site: str
    demo: bool


@dataclass(frozen=True, slots=True)
class PaperCorrection:
    """One answer that was corrected (更正), as it is said on paper: masked, in words."""

    label: str
    old: str
    new: str
    on: date


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """What stands on 受理通知书, 材料接收凭证, 代收单 or 预约单 (standards: 文书 contents).

    Personal data arrive masked: `id_masked`, `phone_masked`. `qr` is the whole text of the QR code:
    alphanumeric and digits
    only, so that it can be laid out as alphanumeric and numeric segments.
    """

    kind: ReceiptKind
    station: Station
    document_no: str
    addressee: str
    id_masked: str
    phone_masked: str
    case_no: str
    matter: str
    matter_code: str
    official_code: str  # empty until the county has imported it
    case_type: str
    taken_at: datetime
    window: str
    clerk: str
    committed: Limit
    legal: Limit
    due_on: date | None
    due_estimated: bool  # the calendar of that year is not known yet
    law: str
    result: str
    fee: str
    materials: tuple[PaperMaterial, ...]
    qr: str
    notes: tuple[str, ...] = ()
    booked_for: datetime | None = None  # 预约单: when to come
    again: bool = False  # printed before (补打)
    corrections: tuple[PaperCorrection, ...] = ()
    entered_at: datetime | None = None  # taken on paper first, and entered then (补录)
    paper_no: str = ""


@dataclass(frozen=True, slots=True)
class JointMaterial:
    """A paper that was brought once for matters done in one go; `serves` are their places on the sheet, from 1."""

    name: str
    handing: Handing
    count: int
    owed_until: date | None
    serves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class JointPaper:
    """What stands on the one sheet for matters done in one go (联办): every case's own facts, and the papers once."""

    name: str
    receipts: tuple[ReceiptPaper, ...]
    materials: tuple[JointMaterial, ...]


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """What stands on a queue slip (号票, 80 mm). `wait` is a range of minutes, None while nothing is known."""

    station: Station
    number: str
    category: str
    matter: str
    ahead: int
    wait: tuple[int, int] | None
    taken_at: datetime
    bring: tuple[str, ...]
    qr: str
    green: bool = False
    bring_how: tuple[str, ...] = ()  # how each of `bring` is wanted, in the same order; empty where nothing is said
    windows: tuple[str, ...] = ()  # the windows that serve this matter
    machine: str = ""  # which ticket machine gave it
    again: bool = False  # printed before (补打)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """Element 10: one paper. `bring` is the same in the words of the short guide."""

    name: str
    source: str
    form: str
    count: str
    need: str
    remark: str
    bring: str


@dataclass(frozen=True, slots=True)
class GuideStep:
    """Element 12: one step of the way."""

    name: str
    actor: str
    days: str
    output: str


@dataclass(frozen=True, slots=True)
class GuideFacts:
    """All elements, in the order of the standard; tuples are tables or lists."""

    name: str
    code: str
    edition: str
    scope: str
    task_type: str
    project_type: str
    basis: tuple[str, ...]
    accepted_by: str
    decided_by: str
    quota: str
    conditions: tuple[str, ...]
    forbidden: str
    materials: tuple[GuideMaterial, ...]
    handed_in: str
    steps: tuple[GuideStep, ...]
    ways: str
    limits: str
    fee: str
    result: str
    delivery: str
    notes: tuple[str, ...]
    track: str
    proxy: str
    how_long: str
    where: str
    rights: str
    ask: str
    complain: str
    address: str
    hours: str
    unset: str  # what the county has not set yet, in one sentence; empty when it has set all


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a paper: `printer` names the queue or folder it went to; `trouble` is a key of words,
    empty when it went."""

    pdf: bytes
    printer: str
    trouble: str = ""
    confirmed: bool = False  # the printer itself has said that it came out
    link: str = ""  # the text of a slip's code


@dataclass(frozen=True, slots=True)
class RecoveryPaper:
    """The sheet for the safe: the recovery key of a device (eight groups of four), or one of its two halves (1, 2)."""

    station: Station
    device: str
    made_at: datetime
    text: str
    half: int = 0
