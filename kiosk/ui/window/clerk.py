"""What the clerk's keys do: between the screen, which knows no desk, and the desks, which know no screen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseTaken, JointTaken
from kiosk.domain.case import Case
from kiosk.domain.refusals import Refusal
from kiosk.domain.ticket import Ticket
from kiosk.ui.copies import forget_copies
from kiosk.ui.errands import SEARCH
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.chooser_desk import serve_chooser
from kiosk.ui.form.counter.done import done_facts
from kiosk.ui.form.counter.frame import HOLD
from kiosk.ui.form.counter.intake import Intake
from kiosk.ui.form.counter.joint_cases import joint_facts
from kiosk.ui.form.counter.matters import warm_up
from kiosk.ui.form.counter.move_page import Moving
from kiosk.ui.form.counter.printing import Printing, number_of
from kiosk.ui.form.counter.states_bar import BarStates
from kiosk.ui.form.counter.words import Done as DoneWords
from kiosk.ui.turns import NextTurn
from kiosk.ui.window.abroad import Abroad
from kiosk.ui.window.actions.listing import KEYS as CASE_KEYS
from kiosk.ui.window.document_clerk import DocumentClerk
from kiosk.ui.window.finder import Finder
from kiosk.ui.window.hall_keys import HallKeys
from kiosk.ui.window.line import Line
from kiosk.ui.window.line_keys import KEYS, LineKeys
from kiosk.ui.window.person_keys import PersonKeys
from kiosk.ui.window.screen import WindowScreen
from kiosk.ui.window.shelf import Shelf
from kiosk.ui.window.turns import Turns
from kiosk.ui.window.words import Keys as KeyWords
from kiosk.ui.window.words import LineAsk

FILING = 50  # milliseconds between two looks whether what is being filed is filed
_FIRST_CALL = 2  # the periods of a number that is called for the first time: it waited, it is called


class Clerk(QObject):
    """One clerk at one window. It lives as long as its screen."""

    def __init__(self, desks: Desks, fittings: Fittings, screen: WindowScreen, intake: Intake, window: str) -> None:
        super().__init__(screen)
        self._desks = desks
        self._fittings = fittings
        self._screen = screen
        self._intake = intake
        self._known: dict[str, str] = {}
        self._came_from: QWidget | None = None
        self._last: CaseTaken | JointTaken | None = None
        self._turns = Turns()
        self._showing = NextTurn(self._show_laid, self)
        self._goes = False
        self.printing = Printing(desks, fittings, self)
        self._line = Line(desks, fittings, screen.rail, window, intake.names)
        self._line_keys = LineKeys(desks, fittings, self._line, screen.rail, screen.panel, window)
        self._abroad = Abroad(desks.hot_keys, screen)
        self._abroad.pressed.connect(self._on_pressed)
        self._hall_keys = HallKeys(desks, fittings, self._line, screen.rail, window)
        self._finder = Finder(desks, fittings, screen.search, self.printing, window)
        self._finder.names = intake.names
        self._shelf = Shelf(desks, fittings, screen.idle, intake.names, window)
        self._papers_out = DocumentClerk(desks, fittings, screen.documents)
        self._states = BarStates(desks, fittings, screen.bar, screen, self.printing)
        serve_chooser(desks.hall, screen.chooser)
        self._moving = Moving(desks, screen.move_page)
        self._moving.settled.connect(self._resume)
        self._person_keys = PersonKeys(desks, fittings, screen, intake)
        self._deeds = self._keys()
        self._connect()

    def begin(self) -> None:
        """The screen is there: the line is looked at, and with it what was left half filled before the power went."""
        self._screen.keys.show_note(KeyWords.ABROAD.get(self._abroad.begin(), ""))
        self._line.read()
        self._go_idle()
        self._fittings.errands.run(SEARCH, lambda: warm_up(self._desks), lambda _: None, owner=self)

    def _on_settled(self) -> None:
        """The number that stands here is known: what was on the counter is laid there again, if nothing else is."""
        ticket = self._line.ticket
        draft = self._shelf.cut_off(ticket.number if ticket else "")
        if draft and self._screen.page is self._screen.idle and not self._screen.panel.asking:
            self._on_resumed(draft)

    def _connect(self) -> None:
        screen, intake = self._screen, self._intake
        screen.pressed.connect(self._on_pressed)
        screen.leaving.connect(self._on_leaving)
        for page in (screen.search, screen.chooser, screen.keys):
            page.left.connect(self._back)
        screen.search.card.documents.connect(self._on_documents)
        self._papers_out.left.connect(self._on_documents_left)
        self._finder.doing.documents.connect(self._on_case_document)
        self._finder.doing.opened.connect(lambda work: screen.show_page(screen.with_page(work.page)))
        self._finder.doing.left.connect(self._back_to_case)
        screen.chooser.chosen.connect(self._on_chosen)
        screen.idle.resumed.connect(self._on_resumed)
        screen.idle.opened.connect(self._find)
        self._shelf.taken.connect(self._on_resumed)
        self._shelf.said.connect(screen.show_said)
        self._line.called.connect(self._on_called)
        self._line.settled.connect(self._on_settled)
        self._line_keys.ended.connect(self._put_aside)
        self._line_keys.undone.connect(self._on_undone)
        self._line.said.connect(screen.show_said)
        self._hall_keys.said.connect(screen.show_said)
        self._person_keys.said.connect(screen.show_said)
        self._person_keys.known.connect(self._on_person)
        intake.ready.connect(screen.show_ready)
        intake.failed.connect(screen.show_said)
        intake.filed.connect(self._on_filed)
        self.printing.began.connect(self._on_printing)
        self.printing.ended.connect(self._on_printed)

    def _keys(self) -> dict[str, Callable[[], None]]:
        return {
            **{key: partial(self._line_keys.press, key) for key in KEYS},
            **self._person_keys.keys(),
            "Ctrl+T": self._on_documents,
            "F3": self._hall_keys.rate,
            "F11": self._hall_keys.come,
            "F9": self._on_file,
            HOLD: partial(self._on_file, True),
            "F10": self._on_tell,
            "F12": self._on_sheet,
            "Ctrl+S": self._intake.save,
            "Ctrl+N": self._choose,
            "Ctrl+F": self._find,
            "Ctrl+D": self._put_aside,
            "Ctrl+P": self._print_again,
            **{key: partial(self._on_case_key, key) for key in CASE_KEYS},
            "Alt+S": self._on_sign,
        }

    def _on_pressed(self, key: str) -> None:
        if key not in KEYS:
            self._screen.panel.leave()
        if not self._finder.doing.press_work(key):
            self._deeds[key]()

    def _on_called(self, ticket: Ticket) -> None:
        """He comes: what is on the counter is put aside, and what he came for is laid out. What is just being filed
        is filed before."""
        self._screen.panel.leave()
        if self._intake.filing:
            self._turns.waits = ticket
            return
        self._turns.waits = None
        self._person_keys.leave()
        self._known = {}
        if ticket.turn and len(ticket.periods) > _FIRST_CALL:
            self._go_on(ticket, ticket.matter)
        else:
            self._lay(ticket.matter, ticket.number)

    def _on_undone(self) -> None:
        """As before the last step: who stood here stands here again, with what was on the counter."""
        self._put_aside()
        ticket = self._line.ticket
        if ticket is not None and not self._turns.is_filed(ticket, ticket.matter):
            self._go_on(ticket, ticket.matter)

    def _go_on(self, ticket: Ticket, matter: str) -> None:
        """Go on with a matter of a number: with its draft, or from the beginning when there is none."""

        def found(draft: str) -> None:
            now = self._line.ticket
            if now is None or now.number != ticket.number:
                return  # somebody else stands here by now
            if draft:
                self._on_resumed(draft)
            else:
                self._lay(matter, ticket.number)

        self._shelf.bring(ticket.number, matter, found)

    def _lay(self, matter: str, ticket: str) -> None:
        """What he came for is laid out behind the page that is seen; it is shown in a turn of its own."""
        try:
            self._intake.begin(matter, ticket, self._known)
        except Refusal as no:
            self._screen.show_page(self._screen.idle)
            self._screen.show_said(self._fittings.say(no))
            return
        self._turns.lies = (ticket, matter)
        self._person_keys.lay()
        self._showing.begin()

    def _show_laid(self) -> None:
        if self._intake.busy:
            self._screen.show_page(self._screen.intake)
            self._screen.intake.form.go_to_section(0)
            self._intake.look_again()

    def _on_person(self, name: str, number: str) -> None:
        """His card was read, and nothing lies on the counter: what he has here already, and his next matter is his."""
        self._known = {"name": name, "id_number": number}
        self._find(number)

    def _on_chosen(self, matter: str) -> None:
        """Another matter: on the number that stands here, if one does."""
        ticket = self._line.ticket
        self._lay(matter, ticket.number if ticket else "")
        if ticket is not None:
            self._line_keys.add_matter(ticket, matter)

    def _on_resumed(self, draft: str) -> None:
        """A draft is opened; one whose matter has a newer version asks first."""
        if self._moving.ask(draft):
            self._screen.show_page(self._screen.move_page)
        else:
            self._resume(draft)

    def _resume(self, draft: str) -> None:
        self._screen.show_page(self._screen.intake)
        if self._intake.resume(draft):
            filling = self._screen.intake.form.filling
            self._turns.lies = (self._intake.ticket, filling.matter.code if filling else "")
            self._screen.intake.form.go_to_section(0)
        else:
            self._go_idle()

    def _on_file(self, hold: bool = False) -> None:
        if self._screen.page is self._screen.intake:
            self._screen.show_said("")
            self._intake.press(hold)
        elif self._screen.page is self._screen.documents:
            self._papers_out.issue()

    def _on_sign(self) -> None:
        """The form is signed on the screen, before it is filed or just after; over a case the key has another use."""
        if self._screen.page is self._screen.intake and self._intake.busy:
            self._intake.signing.begin()
        elif self._screen.page is self._screen.done and isinstance(self._last, CaseTaken):
            self._intake.signing.begin_case(self._last.case)
        elif self._screen.page is self._screen.documents:
            self._papers_out.sign_marked()
        else:
            self._on_case_key("Alt+S")

    def _on_tell(self) -> None:
        if self._screen.page is self._screen.intake:
            self._intake.tell()

    def _on_filed(self, taken: CaseTaken | JointTaken, _seconds: float) -> None:
        self._last = taken
        self._hall_keys.filed(taken, self._turns.lies[0])
        self._turns.file(self._fittings.now().date())
        if self._turns.waits is not None or self._goes:
            self._print_filed(taken)
            if self._turns.waits is not None:
                self._on_called(self._turns.waits)
            return
        self._show_what_is_next()
        case = taken.taken[0].case if isinstance(taken, JointTaken) else taken.case
        self._known = {"name": case.applicant, "id_number": case.id_number}
        self._screen.show_page(self._screen.done)
        if isinstance(taken, JointTaken):
            self._screen.done.show_joint(joint_facts(taken, self._desks.intake.open))
        else:
            matter = self._desks.intake.open(case.matter, case.matter_version)
            self._screen.done.show_done(done_facts(taken, matter, self._desks.intake.counted))
        self._print_filed(taken)

    def _print_filed(self, taken: CaseTaken | JointTaken) -> None:
        if isinstance(taken, JointTaken):
            self.printing.sheet(taken)
        else:
            self.printing.receipt(taken)

    def _show_what_is_next(self) -> None:
        """The key that begins another matter names the one that the number still has."""
        left = self._turns.left(self._line.ticket)
        names = self._intake.names
        word = LineAsk.GO_ON.format(matter=names.get(left, left)) if left else DoneWords.NEXT_SAME
        self._screen.show_next("Ctrl+N", word)

    def _on_printing(self, case_no: str) -> None:
        if self._last is not None and case_no == number_of(self._last):
            self._screen.done.show_printing()

    def _on_printed(self, case_no: str, trouble: str) -> None:
        if self._last is None or case_no != number_of(self._last):
            return
        if trouble:
            self._screen.done.show_trouble(trouble)
        else:
            self._screen.done.show_printed(self.printing.time())

    def _print_again(self) -> None:
        if self._screen.page is self._screen.search:
            self._finder.print_again()
        elif self._screen.page is self._screen.documents:
            self._papers_out.print_marked()
        elif self._screen.page is self._screen.done and self._last is not None:
            self.printing.once_more(self._last)

    def _on_case_key(self, key: str) -> None:
        if self._screen.page is self._screen.search:
            self._finder.doing.press(key)

    def _choose(self) -> None:
        """Another matter: of the same person, if his case has just been filed; first what his number still has, which
        stands here though nothing of it lies on the counter."""
        ticket = self._line.ticket
        left = self._turns.left(ticket)
        if ticket is not None and left and self._screen.page in (self._screen.done, self._screen.idle):
            self._go_on(ticket, left)
            return
        self._screen.show_page(self._screen.chooser)
        self._screen.chooser.begin()

    def _find(self, text: str = "") -> None:
        self._screen.show_page(self._screen.search)
        self._finder.begin(text)

    def _on_documents(self) -> None:
        """The documents of the case that is seen; before there is one, what is missing, on paper (一次性告知)."""
        screen, case = self._screen, None
        if screen.page is screen.search:
            case = screen.search.card.case
        elif screen.page is screen.done and self._last is not None:
            case = (self._last.taken[0] if isinstance(self._last, JointTaken) else self._last).case
        elif screen.page is screen.intake and self._intake.busy:
            self._show_documents()
            self._papers_out.tell(screen.intake.form.filling, self._intake.lacking())
        if case is not None:
            self._show_documents()
            self._papers_out.begin_case(case, self._intake.names.get(case.matter, case.matter))

    def _on_case_document(self, case: Case, kind: str, facts: dict[str, object]) -> None:
        """The paper that an action of a case is, ready to be filled in."""
        self._show_documents()
        self._papers_out.begin_case(case, self._intake.names.get(case.matter, case.matter), kind, facts)

    def _show_documents(self) -> None:
        self._came_from = self._screen.page
        self._screen.show_page(self._screen.documents)

    def _on_documents_left(self) -> None:
        """Back to where he came from."""
        if self._came_from is self._screen.search:
            self._back_to_case()
        elif self._came_from is self._screen.done:
            self._screen.show_page(self._screen.done)
        else:
            self._back()

    def _back_to_case(self) -> None:
        self._screen.show_page(self._screen.search)
        self._finder.come_back()

    def _on_sheet(self) -> None:
        if self._screen.page is self._screen.keys:
            self._back()
        else:
            self._screen.show_page(self._screen.keys)
            self._screen.keys.setFocus()

    def _put_aside(self) -> None:
        self._intake.leave()
        self._go_idle()
        if self._turns.waits is not None and not self._intake.filing:
            self._on_called(self._turns.waits)

    def _on_leaving(self) -> None:
        """The clerk goes; what is just being filed is filed before."""
        self._goes = True
        if self._intake.filing:
            QTimer.singleShot(FILING, self, self._on_leaving)
            return
        self._put_aside()
        forget_copies()
        self._screen.gone.emit()

    def _go_idle(self) -> None:
        self._known = {}
        self._person_keys.leave()
        self._screen.show_page(self._screen.idle)
        self._shelf.read()
        left = self._turns.left(self._line.ticket)
        self._screen.idle.show_start(LineAsk.GO_ON.format(matter=self._intake.names.get(left, left)) if left else "")
        self._screen.idle.begin()

    def _back(self) -> None:
        """To the application on the counter, or to the page between two residents."""
        if self._intake.busy:
            self._screen.show_page(self._screen.intake)
            self._screen.intake.back_to_form()
            self._intake.look_again()
        else:
            self._go_idle()
