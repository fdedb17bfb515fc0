"""The window (综合窗口): the clerk's whole day by keyboard, from the call to the receipt.

Here live the rail with the line, the page between two residents, the search, and the clerk who connects them with the
desks; the form and what lies around it are `kiosk.ui.form`. Never here: another screen, a rule of a matter, a print. By
the door leave `build` and `leave`, which ends a clerk's work there.
"""

from PySide6.QtWidgets import QWidget

from kiosk.app.desks import Desks
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.intake import Intake
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.late import Late
from kiosk.ui.form.counter.matters import judge_of
from kiosk.ui.pad import PadKeys
from kiosk.ui.window.amends import Aftercare
from kiosk.ui.window.clerk import Clerk
from kiosk.ui.window.leaving import leave as leave
from kiosk.ui.window.lookup.archivist import Archivist
from kiosk.ui.window.screen import WindowScreen


def build(desks: Desks, fittings: Fittings, window: str) -> QWidget:
    """The screen of one window, at work: `window` is its number as people say it ('3')."""
    late = Late(desks)
    page = IntakePage(fittings, judge_of(desks, late), desks.intake.clocks, desks.device.centre)
    screen = WindowScreen(fittings, desks.device, window, desks.actor, page)
    intake = Intake(desks, fittings, page, window, late)
    clerk = Clerk(desks, fittings, screen, intake, window)
    clerk.begin()
    PadKeys(fittings, screen)
    Archivist(desks, fittings, screen, intake.names)
    Aftercare(desks, fittings, screen, intake, window)
    return screen
