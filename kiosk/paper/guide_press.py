"""Guides for whoever asks in the hall: put into words for the screen, on the roll, or on A4."""

from forms import Matter
from kiosk.app.documents import GuidePlace
from kiosk.app.papers import GuideFacts, Printed
from kiosk.paper.guide import guide_pdf
from kiosk.paper.guide_slip import guide_slip_pdf
from kiosk.paper.guiding import guide_facts
from kiosk.paper.press import Press
from kiosk.paper.words import Guide


class GuideHand:
    """The `GuidePress` of the guide desk, on the house's printers."""

    def __init__(self, press: Press) -> None:
        self._press = press

    def tell(self, matter: Matter, place: GuidePlace, /) -> GuideFacts:
        """Every element in words."""
        return guide_facts(matter, place)

    def slip(self, matter: Matter, place: GuidePlace, /) -> Printed:
        """The short guide on the roll."""
        return self._press.rolled(Guide.SLIP.format(matter=matter.name), guide_slip_pdf(matter, place))

    def sheet(self, matter: Matter, place: GuidePlace, /, *, short: bool) -> Printed:
        """The short or the full guide on A4."""
        return self._press.finished(Guide.SLIP.format(matter=matter.name), guide_pdf(matter, place, short))
