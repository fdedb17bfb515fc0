"""The desks for what goes wrong, on the house of these tests."""

from dataclasses import dataclass, field
from datetime import date, datetime

from forms.workdays import Calendar
from kiosk.app.authority import ApprovalDesk, NamedAuthority
from kiosk.app.collecting import CollectingDesk
from kiosk.app.correcting import CorrectingDesk
from kiosk.app.credit import CreditDesk
from kiosk.app.filing import CountyRules
from kiosk.app.house_rules import HouseRulesDesk
from kiosk.app.paper_first import PaperFirstDesk, Then
from kiosk.app.reprinting import ReprintingDesk
from kiosk.app.telling import TellingDesk
from kiosk.domain.refusals import Trouble
from kiosk.store.check import check_store
from kiosk.store.trust import DeviceTrust

from .conftest import CATALOGUE, House
from .document_kit import desk_of

CLERK = "staff:0305"


@dataclass
class FakeTexting:
    """Remembers what was sent; `trouble` is what the modem has."""

    trouble: str = ""
    sent: list[tuple[str, str]] = field(default_factory=list)

    def send(self, number: str, text: str, /) -> None:
        if self.trouble:
            raise Trouble(self.trouble)
        self.sent.append((number, text))


class Amended:
    """Every desk of `kiosk.app.amends`, on a real store."""

    def __init__(self, house: House) -> None:
        trust = DeviceTrust(house.store, house.clock)
        authority = NamedAuthority()
        self.house = house
        self.texting = FakeTexting()
        self.documents = desk_of(house)
        self.correcting = CorrectingDesk(house.store, CATALOGUE, authority)
        self.paper_first = PaperFirstDesk(
            house.store, house.store.device, trust, Then(lambda _at: CATALOGUE, self.rules_on)
        )
        self.reprinting = ReprintingDesk(house.intake, house.printing)
        self.collecting = CollectingDesk(house.store, CATALOGUE, self.documents, trust)
        self.telling = TellingDesk(house.store, house.store.device)
        self.texted = TellingDesk(house.store, house.store.device, self.texting)
        self.credit = CreditDesk(house.store, trust, authority)
        self.approval = ApprovalDesk(house.store, authority)
        self.rules = HouseRulesDesk(house.store)
        self.asked_days: list[date] = []

    def rules_on(self, day: date) -> CountyRules:
        """The county's rules of a day, and which days were asked for."""
        self.asked_days.append(day)
        calendar = Calendar.shipped()
        return CountyRules({k: p.value for k, p in CATALOGUE.parameters.items()}, calendar, calendar.version)

    def kinds(self, case_no: str) -> list[str]:
        """The kinds of all entries of a case."""
        with self.house.store.look() as work:
            return [one.read().kind for one in work.journal.of_case(case_no)]

    def fine(self) -> bool:
        """Whether tables and journal say the same."""
        with self.house.store.look() as work:
            return check_store(work, self.house.store.blobs)[1] == []


def at(text: str) -> datetime:
    """A time of China's clock."""
    return datetime.fromisoformat(f"{text}+08:00")
