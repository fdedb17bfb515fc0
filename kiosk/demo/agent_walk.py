"""The tour with a village agent, and the head of the centre: the day's round and the day counted."""

from kiosk.demo.report import must
from kiosk.demo.stage import CLERKS_SCREEN, Stage


def by_an_agent(stage: Stage) -> None:
    """The agent's day, and the centre's."""
    with stage.report.step("the village agent's day") as step:
        stage.robot.place("agent", *CLERKS_SCREEN)
        stage.robot.turn(0.5)
        stage.photograph(step, "agent-day")
    with stage.report.step("the day counted") as step:
        stage.robot.place("office", *CLERKS_SCREEN)
        stage.robot.turn(0.5)
        stage.photograph(step, "office")
        must(stage.desks.cases.find(""), "nothing to be counted")
