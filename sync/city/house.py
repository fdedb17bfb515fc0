"""Builds the city: books, key, register, inbox, desk and scans put together. No logic; tests call the same function."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic_ns

from forms.workdays import Calendar
from kiosk.domain.deadline import CHINA
from sync.city.aside import AsideDesk
from sync.city.backups import city_room
from sync.city.books import Books
from sync.city.catalogue import CityBlobs, CityCatalogue
from sync.city.courier import CityCourier, Counter
from sync.city.desk import CityDesk
from sync.city.inbox import CityInbox
from sync.city.journal import CityJournal
from sync.city.keys import city_mailbox, city_voice
from sync.city.matters import CityMatters
from sync.city.register import Register
from sync.city.relays import CityRelays
from sync.city.rulings import CityRulings
from sync.city.scans import ScanShelf
from sync.city.troubles import CityTrouble
from sync.city.wholes import wholes
from sync.server.nonces import Nonces
from sync.server.ports import Voice
from sync.server.reception import House, Reception
from sync.server.sticks import StickCounter
from sync.server.strongroom import Strongroom

BOOKS_FILE, SCANS, CATALOGUE, BACKUPS = "city.db", "scans", "catalogue", "backups"
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class CitySettings:
    """Where the city keeps its things. `database` is an SQLAlchemy address, empty for SQLite in `folder`; `scans` an
    `s3://` address, empty for the folder as well."""

    folder: Path
    database: str = ""
    demo: bool = False
    name: str = ""
    scans: str = ""


@dataclass(frozen=True, slots=True)
class City:
    """All of the city on open books."""

    books: Books
    voice: Voice
    register: Register
    inbox: CityInbox
    scans: ScanShelf
    desk: CityDesk
    aside: AsideDesk
    matters: CityMatters
    catalogue: CityCatalogue
    calendar: Calendar
    reception: Reception
    courier: CityCourier
    relays: CityRelays
    backups: Strongroom
    rulings: CityRulings
    now: Now
    name: str
    demo: bool


def china_now() -> datetime:
    """The time in China, aware."""
    return datetime.now(CHINA)


def build_city(settings: CitySettings, now: Now = china_now) -> City:
    """Open the books in `settings`, making them if there are none. Raises `CityTrouble`."""
    folder = settings.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CityTrouble("disk", detail=error.strerror) from error

    def wall() -> str:
        return now().isoformat(timespec="milliseconds")

    books = Books(settings.database or f"sqlite:///{folder / BOOKS_FILE}")
    voice = city_voice(folder)
    demo = books.remember_demo(settings.demo)
    journal = CityJournal(voice, wall)
    register = Register(books, journal, voice, wall, demo)
    inbox = CityInbox(books, register, voice, wall)
    scans = ScanShelf(books, folder / SCANS, wholes(settings.scans, folder / SCANS))
    catalogue = CityCatalogue(books, journal, voice, folder / CATALOGUE, now)
    box = city_mailbox(folder, voice)
    house = House(settings.name, voice, wall, box=box.statement)
    relays = CityRelays(books, register)
    reception = Reception(inbox, house, Nonces(monotonic_ns), relays)
    desk = StickCounter(reception, inbox, scans, box, CityBlobs(catalogue, scans))
    counter = Counter(desk, inbox, voice, books)
    return City(
        books=books,
        voice=voice,
        register=register,
        inbox=inbox,
        scans=scans,
        desk=CityDesk(books, journal, wall),
        aside=AsideDesk(books, journal, voice, wall),
        matters=CityMatters(catalogue.everything),
        catalogue=catalogue,
        calendar=Calendar.shipped(),
        reception=reception,
        courier=CityCourier(counter, wall),
        relays=relays,
        backups=city_room(folder / BACKUPS, books, journal, now),
        rulings=CityRulings(books, journal),
        now=now,
        name=settings.name,
        demo=demo,
    )
