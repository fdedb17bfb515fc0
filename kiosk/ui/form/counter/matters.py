"""The definitions at the counter: who judges a form, what each matter is called, and having both ready beforehand."""

from collections.abc import Mapping

from forms import Checked, Matter, is_joint
from kiosk.app.desks import Desks
from kiosk.ui.form.counter.late import Late
from kiosk.ui.form.sheet import Judge


def judge_of(desks: Desks, late: Late | None = None) -> Judge:
    """The judgement of a form, be it of one matter or of several done in one go."""

    def judge(matter: Matter, raw: Mapping[str, object]) -> Checked:
        if late is not None and late.paper is not None:
            return late.judge(matter, raw)
        return (desks.joint if is_joint(matter.code) else desks.intake).judge(matter, raw)

    return judge


def warm_up(desks: Desks) -> None:
    """Have the interpreter of forms and the readings of names ready before the first resident sits down; each takes a
    moment the first time."""
    desks.archive.find("w", 1)
    first = next((code for code in matter_names(desks)), "")
    if first:
        desks.intake.judge(desks.intake.open(first), {})


def matter_names(desks: Desks) -> dict[str, str]:
    """Names of all matters by code."""
    return {one.code: one.name for category in desks.hall.categories() for one in desks.hall.matters(category.code)}
