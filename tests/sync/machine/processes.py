"""Schedules with real processes: `cityd` and the kiosk's own programs, sockets and a bad line between them, SIGKILL at
any moment, disks put back on both sides. A seed chooses the deeds; when exactly a process dies, the machine does.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path

from kiosk.domain.deadline import CHINA
from kiosk.settings import read_settings
from kiosk.store.check import check_store
from kiosk.store.door import open_store
from sync.city.check import check_books
from sync.city.house import City, CitySettings, build_city, china_now
from tests.journeys.station import CENTRE, Station
from tests.store.conftest import TurnedClock
from tests.sync.machine.proxy import Proxy
from tests.sync.machine.schedules import Figures

ROOT = Path(__file__).parents[3]
ACCEPTOR = ROOT / "tests" / "journeys" / "acceptor.py"
CITYD = [sys.executable, "-m", "sync.city.cli"]
DEEDS = {
    "work": 6,
    "sync": 5,
    "sync_killed": 4,
    "kill_city": 3,
    "decide": 3,
    "copy_disk": 2,
    "old_disk": 2,
    "back_up": 1,
    "restore": 1,
    "replay": 2,
}
BADNESS = (0.0, 0.1, 0.3, 0.6)
MOST_ROUNDS = 8


@cache
def _line() -> Proxy:
    return Proxy()


@cache
def _beginning() -> Path:
    """A city and two stations that it knows, begun once by the commands that people use."""
    home = Path(tempfile.mkdtemp(prefix="processes-"))
    town = Town(home, random.Random(0))
    town.start_city()
    for device in ("01", "02"):
        station = Station(home, device).begin(_line().url)
        asked = [*CITYD, "enrol", "--centre", CENTRE, "--device", device, "--json", "--data", str(home / "city")]
        code = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True, cwd=ROOT).stdout)["code"]
        said = station.run("enrol", "--url", _line().url, "--code", code)
        assert said.code == 0, said.sentence
    town.stop_city()
    return home


class Town:
    """One city and two stations as processes. `told` are the case numbers that a station has acknowledged."""

    def __init__(self, home: Path, chance: random.Random) -> None:
        self.home, self.chance, self.line = home, chance, _line()
        self.stations = [Station(home, device) for device in ("01", "02")]
        self.told: set[str] = set()
        self.destroyed: set[str] = set()
        self._process: subprocess.Popen[str] | None = None

    def start_city(self) -> None:
        """`cityd`."""
        command = [*CITYD, "--port", "0", "--data", str(self.home / "city")]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
        )
        assert self._process.stdout is not None
        self.line.target = int(json.loads(self._process.stdout.readline())["url"].rpartition(":")[2])

    def stop_city(self) -> None:
        """SIGKILL, as always."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    # deeds

    def work(self) -> None:
        """A window accepts, prints and sends in a loop, and is killed in the midst of it."""
        station = self.chance.choice(self.stations)
        left = self.chance.randint(1, 12)
        process = self._kiosk(str(ACCEPTOR), str(station.data), station=station)
        assert process.stdout is not None
        for line in process.stdout:
            left -= 1
            if left <= 0:
                process.send_signal(signal.SIGKILL)
            if line.startswith("ok "):
                self.told.add(line.split()[1])
        process.wait(60)

    def sync(self) -> None:
        """`kiosk sync --once`."""
        self.chance.choice(self.stations).run("sync", "--once")

    def sync_killed(self) -> None:
        """The same, and killed somewhere between its start and its end."""
        station = self.chance.choice(self.stations)
        process = self._kiosk("-m", "kiosk", "sync", "--once", "--data", str(station.data), station=station)
        killer = threading.Timer(self.chance.uniform(0.2, 2.0), process.kill)
        killer.start()
        process.communicate()
        killer.cancel()

    def kill_city(self) -> None:
        """While a station speaks with it, or in between."""
        station = self.chance.choice(self.stations)
        process = self._kiosk("-m", "kiosk", "sync", "--once", "--data", str(station.data), station=station)
        threading.Event().wait(self.chance.uniform(0.0, 1.5))
        self.stop_city()
        self.start_city()
        process.communicate(timeout=90)

    def decide(self) -> None:
        """`cityd decide`, beside the server."""
        with self.city() as city:
            cases = [twin.case_no for twin in city.open_cases()]
        if cases:
            words = ["decide", self.chance.choice(cases), "--result", "granted", "--text", "x"]
            subprocess.run(
                [*CITYD, *words, "--data", str(self.home / "city")], capture_output=True, check=False, cwd=ROOT
            )

    def copy_disk(self) -> None:
        """An image of a station's disk."""
        station = self.chance.choice(self.stations)
        shutil.copytree(station.data, self._image(station), dirs_exist_ok=False) if not self._image(
            station
        ).exists() else None

    def old_disk(self) -> None:
        """Put back; what stood only on the newer one is lost to everybody."""
        station = self.chance.choice(self.stations)
        if self._image(station).exists():
            before = self.anywhere()
            shutil.rmtree(station.data)
            shutil.copytree(self._image(station), station.data)
            self.destroyed |= before - self.anywhere()

    def back_up(self) -> None:
        """The city's folder, as it lies there while the server is down."""
        self.stop_city()
        if not (self.home / "backup").exists():
            shutil.copytree(self.home / "city", self.home / "backup")
        self.start_city()

    def restore(self) -> None:
        """Yesterday's city."""
        if (self.home / "backup").exists():
            before = self.anywhere()
            self.stop_city()
            shutil.rmtree(self.home / "city")
            shutil.copytree(self.home / "backup", self.home / "city")
            self.start_city()
            self.destroyed |= before - self.anywhere()

    def replay(self) -> None:
        """An old message comes."""
        self.line.replay()

    # the laws

    def anywhere(self) -> set[str]:
        """Case numbers that are at the city or on the disk of the station that gave them out."""
        with self.city() as city:
            found = {twin.case_no for twin in city.all_cases()}
        for station in self.stations:
            found |= {number for number in _own_cases(station) if f"-{station.device}-" in number}
        return found

    def city(self) -> "_Looked":
        """The city's books, looked at beside the server."""
        return _Looked(self.home / "city")

    def at_rest(self) -> None:
        """The line is good; nothing moves any more; then everything has to be right."""
        self.line.badness = 0.0
        for _ in range(MOST_ROUNDS):
            said = [station.run("sync", "--once") for station in self.stations]
            assert all(one.code == 0 for one in said), [one.sentence for one in said]
            if not any(one.value["waiting"] or one.value["received"] or one.value["sent"] for one in said):
                break
        else:
            raise AssertionError(f"I10: it does not come to rest in {MOST_ROUNDS} rounds")
        missing = self.told - self.destroyed
        with self.city() as city:
            numbers = [twin.case_no for twin in city.all_cases()]
        assert missing <= set(numbers), f"I1: told and not at the city: {sorted(missing - set(numbers))}"
        assert len(numbers) == len(set(numbers)), "I2: a number twice"
        self.stop_city()
        built = _build(self.home / "city")
        problems = check_books(built.books, built.scans)[1]
        built.books.close()
        assert problems == [], f"I3, I4, I8 at the city: {problems}"
        for station in self.stations:
            assert _faults(station) == [], f"I3 at {station.device}"

    def _kiosk(self, *words: str, station: Station) -> "subprocess.Popen[str]":
        surroundings = station.environment | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
        return subprocess.Popen(
            [sys.executable, *words],
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )

    def _image(self, station: Station) -> Path:
        return self.home / f"image-{station.device}"


class _Looked:
    """A city's desk for a moment."""

    def __init__(self, folder: Path) -> None:
        self._city = _build(folder)

    def __enter__(self):  # type: ignore[no-untyped-def]
        return self._city.desk

    def __exit__(self, *_: object) -> None:
        self._city.books.close()


def _build(folder: Path) -> City:
    return build_city(CitySettings(folder, name="宿州市"), china_now)


def _opened(station: Station):  # type: ignore[no-untyped-def]
    settings = read_settings(str(station.data), station.environment)
    return open_store(settings.data, settings.keys, TurnedClock(china_now().astimezone(CHINA)))


def _own_cases(station: Station) -> list[str]:
    store = _opened(station)
    with store.look() as work:
        rows = work.connection.execute("SELECT DISTINCT case_no FROM entry WHERE own = 1 AND case_no IS NOT NULL")
        found = [row[0] for row in rows]
    store.close()
    return found


def _faults(station: Station) -> list[object]:
    store = _opened(station)
    with store.look() as work:
        faults = list(check_store(work, store.blobs)[1])
    store.close()
    return faults


def run(seed: int) -> Figures:
    """One schedule. AssertionError, with the deeds in its note, when a law is broken."""
    chance = random.Random(seed)
    home = Path(tempfile.mkdtemp(prefix="processes-"))
    shutil.copytree(_beginning(), home, dirs_exist_ok=True)
    town = Town(home, chance)
    town.line.chance, town.line.badness = random.Random(seed), chance.choice(BADNESS)
    done: list[str] = []
    town.start_city()
    try:
        for _ in range(chance.randint(4, 8)):
            done.append(chance.choices(list(DEEDS), list(DEEDS.values()))[0])
            getattr(town, done[-1])()
        town.at_rest()
    except BaseException as error:
        error.add_note(f"processes {seed}, badness {town.line.badness}: {'; '.join(done)}")
        raise
    finally:
        town.stop_city()
        shutil.rmtree(home, ignore_errors=True)
    return Figures("processes", len(done), len(town.told), len(town.told & town.destroyed))
