"""The end of a resident's walk: the number is shown, its slip is printed, and the page goes by itself."""

from PySide6.QtCore import QObject, Signal

from forms import Matter
from kiosk.ui.fittings import Squares
from kiosk.ui.frame import Frame
from kiosk.ui.hall.facts import bring_names, windows_open
from kiosk.ui.hall.taking import Number, Taking
from kiosk.ui.hall.ticket import TicketFacts, TicketPage
from kiosk.ui.hall.words import word
from kiosk.ui.widgets import Button, Modules

WITH_SLIP, WITHOUT_SLIP = 30, 60  # seconds that the number stays on the screen
PRINTING, PRINTED, NO_PRINTER, HELD = "printing", "printed", "no_printer", "held"


class Leaving(QObject):
    """Holds one number until it has been read. `left` once it is done with."""

    left = Signal()

    def __init__(
        self, screen: Frame, taking: Taking, number: Number, matter: Matter, squares: Squares | None = None
    ) -> None:
        super().__init__(screen)
        self._squares = squares
        self._screen, self._taking, self._number, self._matter = screen, taking, number, matter
        self._state = NO_PRINTER
        self._on_paper = False
        self._link = ""
        self._page: TicketPage | None = None
        self._again: Button | None = None
        taking.printed.connect(self._on_printed)
        screen.idle.ticked.connect(self._on_tick)

    def begin(self, *, prints: bool) -> None:
        """Show the number at once; the paper follows. Without a printer it becomes a copy in a folder, of which the
        resident hears nothing. Who has the number already gets paper when he asks for it."""
        held = self._number.taken.again
        if prints:
            self._state = HELD if held else PRINTING
            self._on_paper = held
        if not held:
            self._taking.have_printed(self._number)
        self.show()

    def show(self) -> None:
        """Draw the page as things stand."""
        screen, number = self._screen, self._number
        windows = tuple(windows_open(number.seen))
        facts = TicketFacts(
            number.taken, self._matter.name, number.wait, windows, bring_names(self._matter), self._square()
        )
        page = TicketPage(screen.theme, screen.fit, facts)
        self._page = page
        page.more_wanted.connect(screen.idle.poke)
        screen.show_last(page, self._buttons())
        self._show_state()

    def close(self) -> None:
        """Done with: what still comes from the printer concerns nobody here."""
        self._page = self._again = None
        self._taking.printed.disconnect(self._on_printed)
        self._screen.idle.ticked.disconnect(self._on_tick)
        self.deleteLater()

    def _buttons(self) -> tuple[Button, ...]:
        theme = self._screen.theme
        paperless = self._state == NO_PRINTER
        done = Button(theme, word("photographed" if paperless else "done"), icon="check", kind="primary")
        done.clicked.connect(self._leave)
        if paperless:
            return (done,)
        self._again = Button(theme, word("print_again" if self._on_paper else "again"), icon="printer")
        self._again.clicked.connect(self._on_again)
        return (self._again, done)

    def _show_state(self) -> None:
        if self._page is None:
            return
        if self._state == PRINTING:
            self._page.show_printing()
        elif self._state == PRINTED:
            self._page.show_printed()
        elif self._state == HELD:
            self._page.show_held()
        else:
            self._page.show_no_paper("" if self._state == NO_PRINTER else self._state)
        if self._again is not None:
            self._again.setEnabled(self._state != PRINTING)
        seconds = WITH_SLIP if self._state in (PRINTING, PRINTED, HELD) else WITHOUT_SLIP
        self._screen.idle.start(seconds, seconds)

    def _on_again(self) -> None:
        self._state = PRINTING
        self._taking.have_printed(self._number, self._on_paper)
        self._show_state()

    def _on_printed(self, number: str, trouble: str, link: str) -> None:
        if number == self._number.taken.ticket.number and self._state != NO_PRINTER:
            self._state = trouble or PRINTED
            self._on_paper = self._on_paper or not trouble
            if trouble and link and not self._link:
                self._link = link
                self.show()
            else:
                self._show_state()

    def _square(self) -> Modules | None:
        """The slip's code, for who has no slip."""
        draw = self._squares
        return draw(self._link) if draw is not None and self._link else None

    def _on_tick(self, left: int) -> None:
        if self._page is not None:
            self._page.show_left(left, self._screen.idle.shown)

    def _leave(self) -> None:
        self.left.emit()
