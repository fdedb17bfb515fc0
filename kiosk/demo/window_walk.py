"""The tour at the window: the form, a fault beside its field, the papers, F9, the receipt; an agent; the search."""

from dataclasses import dataclass

from forms import Catalogue
from kiosk.demo.hall_walk import MATTER
from kiosk.demo.report import must
from kiosk.demo.stage import Stage
from kiosk.ui.form.counter.papers import KEYS
from kiosk.ui.form.counter.words import Gaps

WRONG_DIGIT = "342224195807054022"


@dataclass(frozen=True, slots=True)
class Filed:
    """A case that was filed at the window, and the text of the code on its receipt."""

    case_no: str
    code: str


def at_the_window(stage: Stage) -> Filed:
    """From the laid-out form to the printed receipt."""
    robot = stage.robot
    definition = Catalogue.shipped().matter(MATTER)
    with stage.report.step("the form, and a fault beside its field") as step:
        robot.place("window", 1366, 768)
        stage.photograph(step, "window-1-empty-form")
        robot.fill({definition.applicant.id_number: WRONG_DIGIT})
        robot.turn(0.3)
        stage.photograph(step, "window-1-fault")
    with stage.report.step("the form filled in") as step:
        robot.fill(definition.example.answers)
        stage.photograph(step, "window-1-form")
    with stage.report.step("the papers") as step:
        robot.press("Ctrl+M")
        stage.photograph(step, "window-2-materials")
        ways = {way: key for key, way in KEYS.items()}
        for material in definition.materials:
            robot.press(ways[definition.example.materials[material.id]])
            robot.press("Return")
        stage.photograph(step, "window-2-materials-done")
        robot.press("Escape")
    with stage.report.step("F9: filed, numbered, printed") as step:
        before = {found.case_no for found in stage.desks.cases.find("")}
        robot.press("F9")
        robot.wait(lambda: _new(stage, before) or robot.eyes.shows(Gaps.CONFIRM), "a new case, or a question")
        if not _new(stage, before):  # a line of income that the county has not set: a person has to look
            stage.photograph(step, "window-2-question")
            robot.press("Return")
            robot.press("F9")
        robot.wait(lambda: _new(stage, before), "a new case")
        case_no = _new(stage, before)[0]
        robot.wait(lambda: robot.eyes.shows(case_no), f"{case_no} on the screen")
        robot.turn(0.8)
        stage.photograph(step, "window-3-done")
        case = stage.desks.cases.find(case_no)[0]
        must(case.applicant == definition.example.answers[definition.applicant.name], "another name was filed")
    with stage.report.step("the receipt, its code read from the printed picture") as step:
        document = stage.desks.cases.show(case_no, "tour").document_no
        code = stage.paper(step, "receipt", stage.last_print(document))
        tracked = stage.desks.track.scanned(code)
        must(tracked.genuine is True, "the code does not prove itself")
        must(tracked.case is not None and tracked.case.case_no == case_no, "the code is of another case")
    return Filed(case_no, code)


def found_again(stage: Stage, filed: Filed) -> None:
    """The search: by name, and the case's timeline beside."""
    with stage.report.step("found again") as step:
        stage.robot.place("window", 1366, 768)
        stage.robot.press("Ctrl+F")
        stage.robot.type(stage.desks.cases.find(filed.case_no)[0].applicant)
        stage.robot.wait(lambda: stage.robot.eyes.shows(filed.case_no), "the case among the results")
        stage.photograph(step, "window-4-search")


def _new(stage: Stage, before: set[str]) -> list[str]:
    return [found.case_no for found in stage.desks.cases.find("") if found.case_no not in before]
