"""The whole protocol through a bad wire: real stores, real desks, real courier, real city, with kills, restored and
cloned disks on both sides, clocks that jump and entries that nobody understands; and with a hub between them. The laws
are SYNC.md's I1 to I10 (`tests/sync/machine/laws.py`).

Two drivers of one town. Hypothesis chooses deed by deed and makes a failure small; a seed chooses a whole schedule
(`./test --hypothesis-seed=N` repeats both, KIOSK_SCHEDULE=N one schedule whose note names it).
"""

import os
import secrets
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.sync.machine.hub_town import HubTown
from tests.sync.machine.laws import at_every_moment, at_rest
from tests.sync.machine.schedules import EVERY_WEATHER, HUB_WEATHERS, WEATHERS, run
from tests.sync.machine.town import Town

LONG = bool(os.environ.get("KIOSK_LONG"))
MUTANTS = bool(os.environ.get("KIOSK_MUTANTS"))  # a fault has been put in: find it, and leave it as large as it is
TIMES = 20 if MUTANTS else 2  # schedules a weather
EXAMPLES = 40 if MUTANTS else 200 if LONG else 6
AT, PICK = st.integers(0, 99), st.integers(0, 999_999)


class Machine(RuleBasedStateMachine):
    """One town; every deed of its weathers is a rule."""

    made = Town

    def __init__(self) -> None:
        super().__init__()
        self.town = self.made()

    @invariant()
    def laws(self) -> None:
        at_every_moment(self.town)

    def teardown(self) -> None:
        try:
            at_rest(self.town)
        finally:
            self.town.close()


class HubMachine(Machine):
    """The same with a hub."""

    made = HubTown


def _deed(name: str) -> Callable[[Machine, int, int], None]:
    def deed(self: Machine, at: int, pick: int) -> None:
        getattr(self.town, name)(at, pick)

    deed.__name__ = name
    return deed


_FURTHER = HUB_WEATHERS["a hub and everything"].keys() - WEATHERS["all at once"].keys()
for _machine, _names in ((Machine, list(WEATHERS["all at once"])), (HubMachine, sorted(_FURTHER))):
    for _name in _names:
        setattr(_machine, _name, rule(at=AT, pick=PICK)(_deed(_name)))

TestMachine, TestHubMachine = Machine.TestCase, HubMachine.TestCase
TestMachine.settings = TestHubMachine.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=60 if LONG else 30,
    deadline=None,
    derandomize=False,
    database=None,
    phases=[Phase.generate] if MUTANTS else [Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("weather", EVERY_WEATHER, ids=lambda weather: weather.replace(" ", "-"))
def test_the_laws_hold_in_every_weather(weather: str, pytestconfig: pytest.Config) -> None:
    given = pytestconfig.getoption("--hypothesis-seed", None)
    first = int(given) if given and given.isdecimal() else secrets.randbits(32)
    for number in range(TIMES):
        run(first + number, weather)


@pytest.mark.skipif("KIOSK_SCHEDULE" not in os.environ, reason="no schedule is named in KIOSK_SCHEDULE")
def test_one_schedule_once_more() -> None:
    seed, _, weather = os.environ["KIOSK_SCHEDULE"].partition(":")
    run(int(seed), weather)
