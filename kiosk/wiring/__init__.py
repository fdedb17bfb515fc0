"""Builds the house: the one room that knows every other. No logic; tests call the same functions.

What leaves by the door: `house` (all desks on a store), `opened`, `furnish`, `actor_of`, `say`, `open_screens`, and the
station's beginnings.
"""

from kiosk.wiring.house import actor_of, furnish, house, opened
from kiosk.wiring.screens import open_screens
from kiosk.wiring.sentences import say
from kiosk.wiring.station import begin_station, check_station, enrol_station, named_station

__all__ = [
    "actor_of",
    "begin_station",
    "check_station",
    "enrol_station",
    "furnish",
    "house",
    "named_station",
    "open_screens",
    "opened",
    "say",
]
