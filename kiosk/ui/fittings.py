"""What every screen is given besides its desks: how to look, where slow work goes, what changed, how "no" is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.deadline import CHINA
from kiosk.ui.errands import BadNews, Errands
from kiosk.ui.feed import Feed
from kiosk.ui.theme import Theme
from kiosk.ui.widgets.drawn import Modules

Squares = Callable[[str], Modules]
"""A QR code's modules from its text; given by wiring, which knows who draws them."""


def wall_clock() -> datetime:
    """What the clocks on the walls of China say."""
    return datetime.now(CHINA)


@dataclass(frozen=True, slots=True)
class Fittings:
    """`say` turns any bad news into the sentence for the person in front of the screen, bugs included."""

    theme: Theme
    errands: Errands
    feed: Feed
    say: Callable[[BadNews], str]
    square: Squares | None = None
    now: Callable[[], datetime] = wall_clock
