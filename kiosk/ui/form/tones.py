"""The states a field can be in, told to the style sheet: plain, wrong, to be looked at, derived, offered, taken."""

from enum import StrEnum

from PySide6.QtWidgets import QWidget

from kiosk.ui.widgets import restyle


class Tone(StrEnum):
    """One at a time; the graver one wins."""

    PLAIN = ""
    TAKEN = "taken"  # came from somewhere, the person said yes
    OFFERED = "offered"  # is known from somewhere, waits for a yes
    DERIVED = "derived"  # follows from other answers
    WARN = "warn"
    FAULT = "fault"


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Show a field's state, in the properties that the house's style sheet asks for."""
    restyle(widget, "fault", tone is Tone.FAULT)
    restyle(widget, "given", str(tone) if tone is not Tone.FAULT else "")
