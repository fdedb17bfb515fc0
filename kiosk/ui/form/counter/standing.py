"""Whether somebody may bring a paper later (容缺): whose word was not kept is told at the paper, not at the end."""

from collections.abc import Callable, Mapping

from forms import Fault, Matter, check_materials
from kiosk.app.desks import Desks
from kiosk.domain.refusals import Gap

OWED = "owed"
Judge = Callable[[Mapping[str, str]], tuple[Fault, ...]]


def judge_of_papers(desks: Desks, matter: Matter, typed: Callable[[], Mapping[str, object]]) -> Judge:
    """The judge of one application's papers. The store is asked once for each number, and only if something is owed."""
    asked: dict[tuple[str, frozenset[str]], tuple[Gap, ...]] = {}

    def judge(ways: Mapping[str, str]) -> tuple[Fault, ...]:
        faults = check_materials(matter, ways)
        number = str(typed().get(matter.applicant.id_number) or "").strip()
        owed = frozenset(key for key, way in ways.items() if way == OWED)
        if not owed or not number:
            return faults
        if (number, owed) not in asked:
            asked[number, owed] = desks.amends.credit.word_gaps(matter, ways, number)
        refused = asked[number, owed]
        return (*faults, *(Fault(gap.field, "error", gap.sentence, key="missing") for gap in refused))

    return judge
