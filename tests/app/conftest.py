"""The desks on a real store, with a press that only remembers and a clock that the test turns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from forms import Catalogue
from forms.workdays import Calendar
from kiosk.app.cases import CaseDesk
from kiosk.app.decisions import DecisionDesk
from kiosk.app.drafts import DraftDesk
from kiosk.app.extending import Extending
from kiosk.app.filing import CountyRules, Filing
from kiosk.app.intake import IntakeDesk
from kiosk.app.joint import JointDesk
from kiosk.app.papers import JointPaper, Printed, ReceiptPaper, SlipPaper
from kiosk.app.printing import PrintingDesk
from kiosk.app.queue import LocalQueue
from kiosk.app.rating import RatingDesk
from kiosk.app.register import Register
from kiosk.app.running import LineDesk
from kiosk.app.stepping import Stepping
from kiosk.app.track import TrackDesk
from kiosk.app.wishes import WishDesk
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store
from kiosk.store.seals import KnownSeals
from kiosk.store.trust import DeviceTrust
from tests.store.conftest import STATION, TurnedClock

CATALOGUE = Catalogue.shipped()


@dataclass
class RememberingPress:
    """Remembers the papers; `trouble` is what its printer has."""

    trouble: str = ""
    papers: list[SlipPaper | ReceiptPaper | JointPaper] = field(default_factory=list)

    def slip(self, paper: SlipPaper, /) -> Printed:
        self.papers.append(paper)
        return Printed(b"slip", "fake", self.trouble)

    def receipt(self, paper: ReceiptPaper, /) -> Printed:
        self.papers.append(paper)
        return Printed(paper.case_no.encode(), "fake", self.trouble)

    def joint(self, paper: JointPaper, /) -> Printed:
        self.papers.append(paper)
        return Printed(paper.name.encode(), "fake", self.trouble)


@dataclass
class House:
    """Everything a story needs."""

    store: OpenStore
    clock: TurnedClock
    press: RememberingPress

    def __post_init__(self) -> None:
        trust = DeviceTrust(self.store, self.clock)
        calendar = self.calendar = Calendar.shipped()
        parameters = {k: p.value for k, p in CATALOGUE.parameters.items()}
        rules = CountyRules(parameters, calendar, calendar.version)
        self.queue = LocalQueue(self.store, CATALOGUE, trust, "cli")
        self.line = LineDesk(self.store, CATALOGUE, trust, "cli")
        self.wishes = WishDesk(self.store, trust, "staff:0305")
        self.rating = RatingDesk(self.store, trust, "staff:0305")
        self.intake = IntakeDesk(self.store, CATALOGUE, rules, self.store.device, trust)
        self.joint_on = lambda catalogue: JointDesk(self.store, catalogue, rules, self.store.device, trust)
        self.joint = self.joint_on(CATALOGUE)
        stepping = Stepping(self.store, CATALOGUE, calendar, self.clock.now)
        self.cases = CaseDesk(self.store, Extending(CATALOGUE, calendar, self.clock.now), stepping)
        register = Register(self.store, rules, self.store.device, trust)
        self.decisions = DecisionDesk(self.store, stepping, register, self.store.device, trust)
        self.drafts = DraftDesk(self.store, trust, "staff:0305")
        self.track = TrackDesk(self.store, KnownSeals(self.store))
        self.printing = PrintingDesk(self.store, CATALOGUE, self.press, self.store.device, trust)

    def example(self, code: str, **changed: object) -> Filing:
        """The matter's own example, with some answers changed."""
        matter = CATALOGUE.matter(code)
        return Filing(code, {**matter.example.answers, **changed}, dict(matter.example.materials))

    def store_entry(self, case_no: str) -> dict[str, Any]:
        """The payload of the entry that filed a case."""
        with self.store.look() as work:
            return dict(work.journal.of_case(case_no)[0].read().payload)


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def house(tmp_path: Path, clock: TurnedClock) -> Iterator[House]:
    data, keys = tmp_path / "data", tmp_path / "keys"
    begin(data, keys, Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn"), clock)
    store = open_store(data, keys, clock)
    yield House(store, clock, RememberingPress())
    store.close()
