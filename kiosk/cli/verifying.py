"""Commands for papers that a register knows and that nobody has looked up yet (待核验): the list, and a look."""

from argparse import Namespace
from typing import Any

from kiosk.cli.answer import Answer
from kiosk.cli.words import VERIFIED, VERIFY_LINE, VERIFY_NONE, VERIFY_OVERDUE
from kiosk.wiring.house import house


def pending(given: Namespace) -> Answer:
    """What waits at this centre: [{"case_no", "material", "since", "due", "overdue"}], what is overdue first, then the
    oldest."""
    with house(given.data, given.staff) as desks:
        waiting = desks.verifying.listed()
    rows: list[dict[str, Any]] = [
        {
            "case_no": one.case_no,
            "material": one.material,
            "since": one.since.isoformat(timespec="seconds"),
            "due": one.due.isoformat(),
            "overdue": one.overdue,
        }
        for one in waiting
    ]
    lines = [VERIFY_LINE.format(**{**row, "overdue": VERIFY_OVERDUE[row["overdue"]]}) for row in rows]
    return Answer(rows, lines or [VERIFY_NONE])


def verify(given: Namespace) -> Answer:
    """Somebody has looked: {"case_no", "material", "way", "fits"}."""
    with house(given.data, given.staff) as desks:
        desks.verifying.verify(
            given.case_no, given.material, given.way, desks.actor, text=given.text, fits=not given.wrong
        )
    told = {"case_no": given.case_no, "material": given.material, "way": given.way, "fits": not given.wrong}
    return Answer(told, [VERIFIED[not given.wrong].format(**told)])
