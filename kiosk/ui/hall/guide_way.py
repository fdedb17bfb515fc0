"""The guide of a matter (办事指南) on the glass: fetched, shown short or whole, and given on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Trouble
from kiosk.ui.errands import DESK, PAPER

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.app.guides import GuidePrinters
    from kiosk.app.papers import GuideFacts
    from kiosk.ui.fittings import Fittings
    from kiosk.ui.frame import Frame
    from kiosk.ui.hall.guide import GuidePage
    from kiosk.ui.hall.way import Way


class GuideWay:
    """It is there when the house is open."""

    def __init__(self, desks: Desks, fittings: Fittings, frame: Frame, way: Way) -> None:
        self._desks, self._fittings, self._frame, self._way = desks, fittings, frame, way

    def ask(self, code: str) -> None:
        """Have the guide put into words, then show it; whoever left meanwhile is not called back."""
        desks, page = self._desks, self._frame.page
        if page is not None:
            self._fittings.errands.run(
                DESK,
                lambda: (desks.guides.show(code), desks.guides.printers),
                lambda told: self._way.go(partial(self._show, code, *told, False)),
                self._way.tell,
                page,
            )

    def _show(self, code: str, facts: GuideFacts, printers: GuidePrinters, full: bool) -> None:
        from kiosk.ui.hall.guide import GuidePage, GuideShown

        page = GuidePage(self._frame.theme, self._frame.fit, GuideShown(code, facts, printers, full))
        page.whole_wanted.connect(lambda whole: self._way.turn(partial(self._show, code, facts, printers, whole)))
        page.print_wanted.connect(lambda whole: self._print(page, code, whole))
        self._frame.show_inner(page)

    def _print(self, page: GuidePage, code: str, full: bool) -> None:
        desks = self._desks
        page.show_printing()
        self._fittings.errands.run(
            PAPER,
            lambda: desks.guides.take_full(code) if full else desks.guides.take_short(code),
            lambda done: page.show_printed(
                self._fittings.say(Trouble(done.trouble, printer=done.printer)) if done.trouble else ""
            ),
            lambda news: page.show_printed(self._fittings.say(news)),
            page,
        )
