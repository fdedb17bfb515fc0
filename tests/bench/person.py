"""What is known of a person and what may be offered to his form, among many encrypted cases: the time of one look, from
his number to the values beside their fields. Aim: under 10 ms among a hundred thousand."""

import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.app.people.knowing import PersonDesk
from kiosk.devices.clock import SystemClock
from kiosk.settings import Settings
from kiosk.store.trust import DeviceTrust
from kiosk.wiring.house import furnish

from .floors import Measured, paired
from .million import million

ROUNDS, EARLIER = 200, 6
MEMBER = "342224196408222643"  # in the household's table of the example


def person() -> Measured:
    """A look at somebody with six earlier cases and at somebody whom a household names; prints p50 and p95."""
    catalogue, clock = Catalogue.shipped(), SystemClock()
    matter = catalogue.matter("M1201")
    store = million()
    try:
        with TemporaryDirectory() as folder:
            desks = furnish(store, Settings(Path(folder) / "data", Path(folder) / "keys"), "bench")
            number = str(matter.example.answers["applicant_id_no"])
            if len(desks.people.known(number).cases) < EARLIER:
                for _ in range(EARLIER):
                    filing = Filing("M1201", dict(matter.example.answers), dict(matter.example.materials))
                    desks.intake.file(filing, "bench")
            people = PersonDesk(store, catalogue, DeviceTrust(store, clock))

            def look(asked: str) -> None:
                known = people.known(asked)
                people.offers(matter, known)
                people.on_file(matter, known)

            for name, asked in (("six cases", number), ("a household", MEMBER), ("nobody", "341323196503121515")):
                look(asked)
                taken = []
                for _ in range(ROUNDS):
                    began = time.perf_counter()
                    look(asked)
                    taken.append(time.perf_counter() - began)
                cuts = statistics.quantiles(taken, n=100)
                print(f"   {name:<12} p50 {cuts[49] * 1000:6.2f} ms  p95 {cuts[94] * 1000:6.2f} ms")
            connection = store._connections.mine()
            bare = "SELECT record FROM case_index JOIN case_record c ON c.n = case_index.rowid WHERE case_index MATCH ?"
            key = f"d{number.lower()}"
            ours, floor = paired(lambda: look(number), lambda: connection.execute(bare, (key,)).fetchall(), 60)
            return Measured("a person (six cases)", 100.0, ours, floor)
    finally:
        store.close()
