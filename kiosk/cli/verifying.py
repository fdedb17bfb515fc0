"""Commands for papers that a register knows and that nobody has looked up yet (待核验): the list, and a look."""

from argparse import Namespace
from dataclasses import asdict

from kiosk.cli.answer import Answer
from kiosk.cli.words import VERIFIED, VERIFY_LINE, VERIFY_NONE
from kiosk.wiring.house import house


def pending(given: Namespace) -> Answer:
    """What waits on this PC: [{"case_no", "material", "since"}], oldest first."""
    with house(given.data, given.staff) as desks:
        waiting = desks.verifying.pending()
    lines = [VERIFY_LINE.format(**asdict(one)) for one in waiting]
    return Answer([asdict(one) for one in waiting], lines or [VERIFY_NONE])


def verify(given: Namespace) -> Answer:
    """Somebody has looked: {"case_no", "material", "way", "fits"}."""
    with house(given.data, given.staff) as desks:
        desks.verifying.verify(
            given.case_no, given.material, given.way, desks.actor, text=given.text, fits=not given.wrong
        )
    told = {"case_no": given.case_no, "material": given.material, "way": given.way, "fits": not given.wrong}
    return Answer(told, [VERIFIED[not given.wrong].format(**told)])
