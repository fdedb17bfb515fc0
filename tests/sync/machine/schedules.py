"""Schedules: a seed chooses a weather, the weather what happens, some dozens of deeds long; then the laws are asked.

The same seed gives the same deeds; keys, ids and random bytes are new each time.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from tests.sync.machine.hub_town import HubTown
from tests.sync.machine.laws import at_every_moment, at_rest
from tests.sync.machine.town import Town

_USUAL = {"accept": 10, "take_ticket": 3, "work_on_a_case": 5, "decide": 6, "round": 24}
_KILLS = {
    "killed_in_a_round": 7,
    "killed_at_a_window": 5,
    "killed_with_paper_in_hand": 4,
    "city_killed_in_a_round": 6,
    "city_started_again": 2,
}
_DISKS = {"copy_a_disk": 5, "put_an_old_disk_back": 6, "clone_a_device": 2}
_CITY = {"back_the_city_up": 4, "restore_the_city": 4}
_ODD = {"an_old_message_comes": 5, "set_a_clock": 2, "strange_entry": 5}
_STICKS = {"a_stick_is_written": 8, "a_stick_is_read_in": 8, "a_stick_comes_back": 8}
WEATHERS: Mapping[str, Mapping[str, int]] = {
    "all at once": _USUAL | _KILLS | _DISKS | _CITY | _ODD | {"revoke": 1},
    "a bad line": _USUAL | _ODD | {"round": 50},
    "power cuts": _USUAL | _KILLS,
    "old disks": _USUAL | _DISKS,
    "a city restored": _USUAL | _CITY | {"city_started_again": 1},
    "both restored": _USUAL | _DISKS | _CITY,
    "sticks": _USUAL | _STICKS | {"round": 5},
    "sticks and old disks": _USUAL | _STICKS | _DISKS | _CITY | _KILLS | {"round": 12},
}
_HUB = {"hub_killed_in_a_round": 5, "past_the_hub": 3, "hub_tidies": 2}
HUB_WEATHERS: Mapping[str, Mapping[str, int]] = {
    "a hub": _USUAL | _ODD | _HUB | {"round": 50},
    "a hub and power cuts": _USUAL | _KILLS | _HUB,
    "a hub and old disks": _USUAL | _DISKS | _HUB,
    "a hub and everything": _USUAL | _KILLS | _DISKS | _CITY | _ODD | _HUB,
}
EVERY_WEATHER = {**WEATHERS, **HUB_WEATHERS}
STEPS = (20, 60)


@dataclass(frozen=True)
class Figures:
    """What one schedule came to: its weather, its deeds, papers printed, and those whose entries stood on no disk any
    more when one was replaced."""

    weather: str
    deeds: int
    papers: int
    destroyed: int


def run(seed: int, weather: str = "") -> Figures:
    """One schedule. AssertionError, with the deeds in its note, when a law is broken."""
    chance = random.Random(seed)
    chosen = weather or chance.choice(list(EVERY_WEATHER))
    deeds = EVERY_WEATHER[chosen]
    town = HubTown() if chosen in HUB_WEATHERS else Town()
    done: list[str] = []
    try:
        for _ in range(chance.randint(*STEPS)):
            name = chance.choices(list(deeds), list(deeds.values()))[0]
            at, pick = chance.randrange(1000), chance.randrange(10**6)
            done.append(f"{name}({at}, {pick})")
            getattr(town, name)(at, pick)
            at_every_moment(town)
        done.append("at rest")
        at_rest(town)
    except BaseException as error:
        error.add_note(f"KIOSK_SCHEDULE='{seed}:{chosen}': {'; '.join(done)}")
        raise
    finally:
        town.close()
    return Figures(chosen, len(done) - 1, len(town.tray.papers), len(town.destroyed & set(town.tray.papers)))
