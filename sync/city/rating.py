"""What a resident rates on his phone (好差评): his own receipt's case, once, in his name only if he says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.rating import REASONS, Level, level_of
from kiosk.domain.words import level_word, reason_word
from sync.protocol.kinds import Rated

RESIDENT, WAY = "resident", "page"
_REASON = "r"


@dataclass(frozen=True, slots=True)
class RatingForm:
    """What the form offers: levels with their values, and for each bad one its reasons. Nothing is chosen."""

    levels: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


FORM = RatingForm(
    tuple((level.value, level_word(level)) for level in Level),
    tuple(
        (level_word(level), tuple((f"{_REASON}{code}", reason_word(code)) for code in REASONS[level]))
        for level in REASONS
    ),
)


def read_rating(typed: Mapping[str, str], matter: str, window: str) -> Rated | None:
    """The rating of a form; reasons of another level are left out. None when no level was chosen."""
    level = level_of(typed.get("level", ""))
    if level is None:
        return None
    reasons = tuple(code for code in REASONS.get(level, ()) if _REASON + code in typed)
    return Rated(level=level.value, way=WAY, reasons=reasons, named="named" in typed, matter=matter, window=window)
