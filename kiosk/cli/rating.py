"""Commands of ratings: give one in the resident's name, and see what came in."""

from argparse import Namespace
from dataclasses import asdict

from kiosk.cli.answer import Answer
from kiosk.cli.words import RATED, RATING_LINE, RATINGS_DAY
from kiosk.domain.rating import level_of
from kiosk.domain.refusals import RatingWrong
from kiosk.domain.words import level_word, reason_word
from kiosk.wiring.house import house

COMMAND = "command"


def rate(given: Namespace) -> Answer:
    """A resident's rating of a case, or of a number's visit: {"rated", "level"}. No member of staff may give one."""
    level = level_of(given.level)
    if level is None:
        raise RatingWrong(given.level)
    with house(given.data, given.staff) as desks:
        about = desks.rating.visit(given.ticket) if given.ticket else desks.rating.case(given.case_no)
        taken = desks.rating.give(about, level, given.reason, COMMAND, given.named)
    name = given.ticket.upper() or taken.name
    return Answer({"rated": name, "level": level.value}, [RATED.format(name=name, level=level_word(level))])


def ratings(given: Namespace) -> Answer:
    """Today's ratings counted, and the bad ones that somebody has to look into: {"figures", "bad"}."""
    with house(given.data, given.staff) as desks:
        seen, bad = desks.rating.figures(), desks.rating.bad()
    lines = [RATINGS_DAY.format(given=seen.given, good=seen.good, passed=seen.passed)]
    lines += [
        RATING_LINE.format(
            at=f"{one.at:%Y-%m-%d %H:%M}",
            level=level_word(one.level),
            matter=one.matter,
            window=one.window,
            reasons=" ".join(map(reason_word, one.reasons)),
            case_no=one.case_no,
        )
        for one in bad
    ]
    plain = [{**asdict(one), "at": one.at.isoformat()} for one in bad]
    return Answer({"figures": asdict(seen), "bad": plain}, lines)
