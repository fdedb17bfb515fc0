"""What somebody in the hall waits for at this moment: a resident for help, a window for its resident's rating."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.rating import Rateable

COMING_SHOWN = 120  # seconds in which the hall screen goes on saying who comes
RATING_SHOWN = 90  # seconds after which a window's wish is over, whatever became of it


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """Somebody at the hall screen asks for help (叫人帮忙). `place` is the screen's device, `page` what was seen there;
    `window` says who comes, '' while nobody does; `at` when it was asked, or answered."""

    id: str
    place: str
    page: str
    at: datetime
    window: str = ""


@dataclass(frozen=True, slots=True)
class RatingAsked:
    """A window asks its resident to rate what was done."""

    id: str
    window: str
    about: Rateable
    at: datetime
