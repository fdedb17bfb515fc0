"""Lets the chooser find matters: all of them while nothing is typed."""

from collections.abc import Sequence

from forms import MatterSummary
from kiosk.app.hall import HallDesk
from kiosk.ui.form.counter.chooser import Chooser


def serve_chooser(hall: HallDesk, chooser: Chooser) -> None:
    """Answer what is typed into the chooser; a code is found as well as a name."""
    chooser.typed.connect(lambda text: chooser.show_matters(matters_for(hall, text)))


def matters_for(hall: HallDesk, text: str) -> Sequence[MatterSummary]:
    """The matters that fit what was typed, best first; all of them for nothing."""
    everything = [matter for category in hall.categories() for matter in hall.matters(category.code)]
    wanted = text.strip().upper()
    coded = [matter for matter in everything if wanted and matter.code.startswith(wanted)]
    return coded or (hall.search(text) if wanted else everything)
