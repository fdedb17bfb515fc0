"""The demo centre: a throw-away station that a demo city knows, with a morning's work behind it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from forms import Catalogue
from kiosk.app.desks import Desks
from kiosk.app.filing import Filing
from kiosk.app.papers import Station
from kiosk.demo import words
from kiosk.demo.city import DemoCity, running_city
from kiosk.settings import Settings
from kiosk.wiring.carrier import Invited
from kiosk.wiring.station import begin_station, enrol_station

CENTRE, DEVICE = "341323110000", "01"
STAFF = "0305"
WAITING = ("M0901", "M0702", "M1201", "M1103", "M0701")
EARLIER = ("M0501", "M1103")


@dataclass(frozen=True, slots=True)
class DemoCentre:
    """Where the demo's station stands, and its city."""

    settings: Settings
    city: DemoCity


@contextmanager
def demo_centre() -> Iterator[DemoCentre]:
    """A station and its city, both gone when the block is left."""
    with TemporaryDirectory(prefix="weimin-demo-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        settings = Settings(home / "data", home / "keys")
        with running_city(home / "city") as city:
            begin_station(settings, f"{CENTRE}-{DEVICE}", _station(), city.url)
            answer = city.ask("enrol", "--centre", CENTRE, "--device", DEVICE)
            enrol_station(settings, f"staff:{STAFF}", Invited(city.url, answer["code"]))
            yield DemoCentre(settings, city)


def example(matter: str) -> Filing:
    """A matter's own example, as a clerk would hand it in."""
    shown = Catalogue.shipped().matter(matter).example
    return Filing(matter, shown.answers, dict(shown.materials))


def a_morning(desks: Desks, waiting: Sequence[str] = WAITING, earlier: Sequence[str] = EARLIER) -> None:
    """What happened before anybody looks: cases filed, some people served, some waiting."""
    for matter in earlier:
        desks.intake.file(example(matter), f"staff:{STAFF}")
    for window, matter in enumerate(earlier, 1):
        number = desks.queue.take(matter).ticket.number
        desks.queue.call(str(window), number)
    for matter in waiting:
        desks.queue.take(matter)


def _station() -> Station:
    return Station(
        name=words.STATION_NAME,
        body=words.STATION_BODY,
        short=words.STATION_SHORT,
        address=words.STATION_ADDRESS,
        hours=words.STATION_HOURS,
        phone=words.STATION_PHONE,
        complaint_phone=words.STATION_COMPLAINTS,
        demo=True,
    )
