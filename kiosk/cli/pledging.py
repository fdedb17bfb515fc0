"""Commands of promises (告知承诺): the letter to be signed, what waits to be checked (核查), and a check."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from kiosk.cli import words as w
from kiosk.cli.answer import Answer
from kiosk.cli.cases import on_paper, read_answers
from kiosk.domain.refusals import Refusal
from kiosk.wiring.house import house


def letter(given: Namespace) -> Answer:
    """Print the letter of one material for who applies, to be signed and attached: {"letter_pdf", "material", …}."""
    raw, _ = read_answers(Path(given.answers))
    with house(given.data, given.staff) as desks:
        matter = desks.intake.open(given.matter)
        material = next((one for one in matter.materials if one.id == given.material), None)
        if material is None:
            raise Refusal("pledge_not_allowed", name=given.material)
        printed = desks.amends.pledging.paper(matter, material, desks.intake.judge(matter, raw).answers)
        exported = desks.exports.put(f"{given.material}.pdf", printed.pdf)
    value = {"matter": given.matter, "material": given.material} | on_paper("letter_pdf", exported, printed)
    return Answer(value, [w.PLEDGE_LETTER.format(path=exported.path, material=given.material)])


def due(given: Namespace) -> Answer:
    """What waits to be checked on this PC: [{"case_no", "material", "name", "until"}], the earliest day first."""
    with house(given.data, given.staff) as desks:
        waiting = desks.amends.pledging.due()
    lines = [w.PLEDGE_LINE.format(**asdict(one)) for one in waiting]
    return Answer([asdict(one) for one in waiting], lines or [w.PLEDGE_NONE])


def check(given: Namespace) -> Answer:
    """A promise was checked: {"case_no", "material", "kept"}."""
    kept = not given.untrue
    with house(given.data, given.staff) as desks:
        desks.amends.pledging.check(given.case_no, given.material, kept, given.text, desks.actor, given.request)
    value = {"case_no": given.case_no, "material": given.material, "kept": kept}
    return Answer(value, [w.PLEDGE_CHECKED[kept].format(**value)])
