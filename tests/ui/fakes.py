"""Stand-ins for the desks, for screens alone: they hold what a test wants shown, and note what the screens asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, cast

from forms import Catalogue
from kiosk.app.catalogue import Renewed
from kiosk.app.desks import Desks
from kiosk.app.hall import HallDesk
from kiosk.app.outcomes import PostSeen, QueueSeen, RatingTaken, SignedIn, TicketMoved, TicketTaken, Wished
from kiosk.app.papers import Printed, Station
from kiosk.app.ports import Device
from kiosk.app.post import PostRound
from kiosk.app.track import Tracked
from kiosk.domain.deadline import CHINA
from kiosk.domain.rating import Level, Passed, Rateable
from kiosk.domain.refusals import MatterUnknown, Refusal, Trouble
from kiosk.domain.staff.refusals import SignInRefused
from kiosk.domain.ticket import Period, Ticket, TicketState
from kiosk.domain.wishes import HelpAsked, RatingAsked

NOW = datetime(2026, 11, 24, 9, 42, 20, tzinfo=CHINA)
TODAY = date(2026, 11, 24)
STATION = Station("灵璧县渔沟镇为民服务中心", "灵璧县渔沟镇人民政府", "渔沟", "", "8:30—12:00，14:00—17:30", "", "")


def ticket(prefix: str, count: int, *, matter: str = "M1201", window: str = "", minutes: int = 0) -> Ticket:
    """A ticket that waits, or that was called to a window so many minutes ago."""
    waiting = Period(TicketState.WAITING, NOW - timedelta(minutes=40))
    taken = Ticket(f"{prefix}{count}", TODAY, prefix, count, matter, count, (waiting,))
    return taken.called_to(window, NOW - timedelta(minutes=minutes)) if window else taken


@dataclass
class FakeQueue:
    """A line kept in a list. `refuse` is raised at the next take; `stop` makes looking fail."""

    waiting: list[Ticket] = field(default_factory=list)
    serving: list[Ticket] = field(default_factory=list)
    pace: tuple[float, ...] = ()
    taken: dict[str, TicketTaken] = field(default_factory=dict)
    refuse: Refusal | Trouble | Exception | None = None
    stop: Exception | None = None
    prefix: str = "C"
    long_queue: int = 0
    green_age: int = 0
    help: tuple[HelpAsked, ...] = ()
    ratings: tuple[RatingAsked, ...] = ()
    greens: list[bool] = field(default_factory=list)
    held: TicketTaken | None = None

    def take(self, matter: str, id_number: str = "", green: bool = False, request: str = "") -> TicketTaken:
        if self.refuse is not None:
            refused, self.refuse = self.refuse, None
            raise refused
        self.greens.append(green)
        if self.held is not None:
            return self.held
        if request in self.taken:
            return self.taken[request]
        if matter == "M9999":
            raise MatterUnknown(matter)
        given = TicketTaken(ticket(self.prefix, 12 + len(self.taken), matter=matter), len(self.waiting))
        self.waiting.append(given.ticket)
        self.taken[request] = given
        return given

    def seen(self) -> QueueSeen:
        if self.stop is not None:
            raise self.stop
        serving = tuple(self.serving)
        recent = tuple(sorted(serving, key=lambda t: t.called_at or NOW, reverse=True))
        return QueueSeen(
            TODAY,
            tuple(self.waiting),
            serving,
            recent,
            (),
            self.pace,
            long_queue=self.long_queue,
            green_age=self.green_age,
            help=self.help,
            ratings=self.ratings,
        )

    def call(self, window: str, number: str = "", request: str = "") -> TicketMoved:
        raise NotImplementedError

    recall = skip = done = hold = transfer = rejoin = undo = call


@dataclass
class FakePrinting:
    """Notes every slip; `trouble` is what the printer says."""

    trouble: str = ""
    slips: list[str] = field(default_factory=list)
    reprints: list[str] = field(default_factory=list)
    state: str = "unknown"

    def slip(self, taken: TicketTaken, wait: tuple[int, int] | None = None, again: bool = False) -> Printed:
        self.slips.append(taken.ticket.number)
        self.reprints += [taken.ticket.number] * again
        return Printed(b"", "slips", self.trouble, link="HTTPS://CX.EXAMPLE.GOV.CN/Q/1")

    def slip_printer(self) -> str:
        return self.state


@dataclass
class FakeTrack:
    """Knows one answer for scanned codes, and one case by number and last four."""

    scan: Tracked = field(default_factory=lambda: Tracked(None, None, None))
    known: Tracked | None = None
    key: tuple[str, str] = ("", "")

    def scanned(self, text: str) -> Tracked:
        return self.scan

    def by_number(self, case_no: str, last_four: str) -> Tracked:
        return self.known if self.known and (case_no, last_four) == self.key else Tracked(None, None, None)


@dataclass
class FakePost:
    """A post that has nothing to carry; `rounds` counts how often it was sent out."""

    rounds: int = 0
    heard: int = 0
    links: int = 0
    came: PostRound = field(default_factory=lambda: PostRound(0, 0, 0, 0, next_try=3600))

    def send(self) -> PostRound:
        self.rounds += 1
        return self.came

    def listen(self) -> PostRound:
        self.heard += 1
        return PostRound(0, 0, 1, 0, next_try=3600, near=True)

    def link_up(self) -> float:
        self.links += 1
        return 0.0

    def seen(self) -> PostSeen:
        return PostSeen(0, None)


@dataclass
class FakeCatalogueDesk:
    """A catalogue that turns when the test says so; `looks` counts how often the hour was looked at."""

    seen: Renewed = field(default_factory=lambda: Renewed(False, None))
    looks: int = 0

    def renew(self) -> Renewed:
        self.looks += 1
        return self.seen


@dataclass
class FakeWishes:
    """Notes what was wished; `fails` is raised instead."""

    queue: FakeQueue
    fails: Exception | None = None
    asked: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)

    def ask_help(self, place: str, page: str = "") -> Wished:
        if self.fails is not None:
            raise self.fails
        self.asked.append(page)
        self.queue.help = (HelpAsked("h1", place, page, NOW),)
        return Wished("h1")

    def come(self, window: str) -> Wished:
        (call,) = self.queue.help
        self.queue.help = (HelpAsked(call.id, call.place, call.page, NOW, window),)
        return Wished(call.id)

    def ask_rating(self, window: str, case_no: str = "", number: str = "", matter: str = "") -> Wished:
        about = Rateable(case_no, f"id-{number}" if number else "", number, matter, window, "staff:0305")
        self.queue.ratings = (RatingAsked(f"r{len(self.over)}", window, about, NOW),)
        return Wished(self.queue.ratings[0].id)

    def rated(self, asked: str) -> Wished:
        self.over.append(asked)
        self.queue.ratings = ()
        return Wished(asked)


@dataclass
class FakeRating:
    """Notes every rating, and every service that was passed by."""

    given: list[tuple[str, str, tuple[str, ...], bool]] = field(default_factory=list)
    passed: list[tuple[str, str]] = field(default_factory=list)
    refuse: Exception | None = None

    def give(self, about: Rateable, level: Level, reasons: Any = (), way: str = "", named: bool = False) -> RatingTaken:
        if self.refuse is not None:
            raise self.refuse
        self.given.append((about.name, level.value, tuple(reasons), named))
        return RatingTaken(about.name, level)

    def pass_by(self, about: Rateable, why: Passed, way: str = "") -> RatingTaken:
        self.passed.append((about.name, why.value))
        return RatingTaken(about.name, None)


@dataclass
class FakeVoice:
    """A voice that notes what it is told."""

    said: list[str] = field(default_factory=list)
    guides: bool = True

    def announce(self, number: str, _window: str) -> float:
        self.said.append(number)
        return 0.0

    def chime(self) -> float:
        self.said.append("chime")
        return 0.0

    def say(self, name: str, number: str = "") -> float:
        self.said.append(f"{name} {number}".strip())
        return 3.0

    def hush(self) -> None:
        self.said.append("hush")


class FakeIntake:
    """Opens definitions, no more."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def open(self, matter: str, version: int | None = None) -> Any:
        try:
            return self._catalogue.matter(matter, version)
        except LookupError:
            raise MatterUnknown(matter) from None


@dataclass
class FakeStaff:
    """Who works here, as far as the entrance asks."""

    accounts: list[Any] = field(default_factory=list)

    def listed(self) -> list[Any]:
        return self.accounts


class FakeExports:
    """A folder that is always empty."""

    def clear(self) -> None:
        pass


@dataclass
class FakeSignIn:
    """Lets in whoever says `secret`. Without people nobody signs in."""

    people: dict[str, SignedIn] = field(default_factory=dict)
    secret: str = "Chuntian-2026"
    gone: list[tuple[str, str]] = field(default_factory=list)

    def needed(self) -> bool:
        return bool(self.people)

    def sign_in(self, staff: str, secret: str, badge: str = "") -> SignedIn:
        if staff not in self.people or secret != self.secret:
            raise SignInRefused(4)
        return self.people[staff]

    def unlock(self, who: SignedIn, secret: str) -> SignedIn:
        return self.sign_in(who.staff, secret)

    def change_secret(self, who: SignedIn, old: str, new: str) -> SignedIn:
        self.sign_in(who.staff, old)
        self.secret = new
        self.people[who.staff] = replace(who, change=False)
        return self.people[who.staff]

    def sign_off(self, who: SignedIn, why: str = "own") -> None:
        self.gone.append((who.staff, why))


@dataclass
class FakeDesks:
    """All desks, as wiring would make them."""

    device: Device
    actor: str
    say: Callable[[Any], str]
    hall: HallDesk
    queue: FakeQueue
    intake: Any
    printing: Any
    track: Any
    post: Any
    drafts: Any = None
    line: Any = None
    window: Any = None
    announcer: Any = None
    card_reader: Any = None
    wishes: Any = None
    rating: Any = None
    sign_in: Any = field(default_factory=lambda: FakeSignIn())
    staff: Any = field(default_factory=lambda: FakeStaff())

    def may(self, _duty: Any) -> bool:
        return True

    kept: str = ""
    exports: Any = field(default_factory=lambda: FakeExports())

    def protection(self) -> str:
        return self.kept

    def start_check(self) -> list[str]:
        return []

    def check_rest(self) -> Iterator[list[str]]:
        return iter([[]])

    came: list[SignedIn] = field(default_factory=list)

    def for_person(self, who: SignedIn) -> Any:
        """The same desks; who came is remembered."""
        self.came.append(who)
        return self

    def follow(self, changed: Callable[[], None]) -> Callable[[], None]:
        return lambda: None

    cases: Any = None
    catalogue: Any = field(default_factory=FakeCatalogueDesk)


@dataclass
class FakeHouse:
    """The desks that a test's screens are given, and the fakes behind them."""

    queue: FakeQueue
    printing: FakePrinting
    track: FakeTrack
    post: FakePost
    desks: Desks
    wishes: FakeWishes
    rating: FakeRating


def house(catalogue: Catalogue, say: Callable[[Any], str] = lambda news: f"<{news.key}>") -> FakeHouse:
    """A house of fakes on the real catalogue."""
    queue, printing, track, post = FakeQueue(), FakePrinting(), FakeTrack(), FakePost()
    wishes, rating = FakeWishes(queue), FakeRating()
    desks = FakeDesks(
        device=Device("341323110000-01", "341323110000", "01", STATION, "https://cx.example.gov.cn", False),
        actor="staff:0305",
        say=say,
        hall=HallDesk(queue, catalogue),
        queue=queue,
        intake=FakeIntake(catalogue),
        printing=printing,
        track=track,
        post=post,
        wishes=wishes,
        rating=rating,
    )
    return FakeHouse(queue, printing, track, post, cast(Desks, desks), wishes, rating)
