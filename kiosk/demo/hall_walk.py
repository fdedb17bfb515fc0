"""The tour in the hall: two taps to a number, its slip, the board that calls it."""

from kiosk.app.outcomes import QueueSeen
from kiosk.demo.centre import a_morning
from kiosk.demo.report import must
from kiosk.demo.stage import BOARD_SCREEN, HALL_SCREEN, WINDOW, Stage
from kiosk.demo.words import HALL_CATEGORY, HALL_ELDER, HALL_FINE, HALL_MATTER, HALL_NORMAL, HALL_TAKE

MATTER = "M1201"


def in_the_hall(stage: Stage) -> str:
    """A resident taps his way to a number; the number as people say it."""
    robot = stage.robot
    with stage.report.step("the hall's first page") as step:
        robot.place("hall", *HALL_SCREEN)
        stage.photograph(step, "hall-1-home")
        robot.tap(HALL_ELDER)
        stage.photograph(step, "hall-1-home-elder")
        robot.tap(HALL_NORMAL)
    with stage.report.step("category, matter") as step:
        robot.tap(HALL_CATEGORY)
        stage.photograph(step, "hall-2-matters")
        robot.tap(HALL_MATTER)
        stage.photograph(step, "hall-3-confirm")
    with stage.report.step("a number comes out") as step:
        robot.tap(HALL_TAKE)
        robot.wait(lambda: _waiting(stage), "a ticket")
        number = _waiting(stage)[-1]
        robot.wait(lambda: robot.eyes.shows(number), f"{number} on the screen")
        robot.turn(0.6)
        stage.photograph(step, "hall-4-ticket")
        code = stage.paper(step, "slip", stage.last_print(number))
        must("/Q/" in code, "the slip's code is no link")
    with stage.report.step("others come"):
        a_morning(stage.desks)
        robot.tap(HALL_FINE)
    return number


def on_the_board(stage: Stage, number: str) -> None:
    """The clerk presses F1; the board shows the number and its window."""
    with stage.report.step("the clerk calls, the board shows it") as step:
        stage.robot.place("window", 1366, 768)
        stage.photograph(step, "window-0-before-the-call")
        stage.robot.press("F1")
        stage.robot.wait(lambda: number in _called(stage.desks.queue.seen()), f"{number} called")
        stage.robot.place("board", *BOARD_SCREEN)
        stage.robot.wait(lambda: stage.robot.eyes.shows(number), f"{number} on the board")
        stage.photograph(step, "board")


def _waiting(stage: Stage) -> list[str]:
    return [t.number for t in stage.desks.queue.seen().waiting]


def _called(seen: QueueSeen) -> list[str]:
    return [t.number for t in seen.serving if t.window == WINDOW]
