"""The village agent's screen (代办): the same intake on a resident's behalf, a collection slip, and the day as lists.

Here never lives a ticket, the township's window, a decision. Collected is not accepted. By the door leaves `build`.
"""

from PySide6.QtWidgets import QWidget

from kiosk.app.desks import Desks
from kiosk.ui.agent.drives import plugged_in
from kiosk.ui.agent.round import Round
from kiosk.ui.agent.screen import AgentScreen
from kiosk.ui.agent.stick_round import Looking
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.intake import Intake
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.matters import judge_of
from kiosk.ui.pad import PadKeys


def build(desks: Desks, fittings: Fittings, window: str = "", sticks: Looking = plugged_in) -> QWidget:
    """The agent's screen, at work. `window` is the name of the place where he sits; empty at a resident's home.
    `sticks` finds those that are plugged in."""
    page = IntakePage(fittings, judge_of(desks), desks.intake.clocks, desks.device.centre, collected=True)
    screen = AgentScreen(fittings, desks.device, desks.actor, page)
    agent = Round(desks, fittings, screen, Intake(desks, fittings, page, window), sticks)
    agent.begin()
    PadKeys(fittings, screen)
    return screen
