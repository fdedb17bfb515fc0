"""Lets the chooser find matters: all of them while nothing is typed."""

from kiosk.app.hall import HallDesk
from kiosk.ui.form.counter.chooser import Chooser


def serve_chooser(hall: HallDesk, chooser: Chooser) -> None:
    """Answer what is typed into the chooser; a code is found as well as a name."""

    def answer(text: str) -> None:
        everything = [matter for category in hall.categories() for matter in hall.matters(category.code)]
        wanted = text.strip().upper()
        coded = [matter for matter in everything if wanted and matter.code.startswith(wanted)]
        chooser.show_matters(coded or (hall.search(text) if wanted else everything))

    chooser.typed.connect(answer)
