"""The agent's round: between the screen and the desks; every application is collected on a resident's behalf."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseFound, CaseTaken, Changed, JointTaken
from kiosk.domain.case import CaseState
from kiosk.domain.deadline import business_day
from kiosk.domain.refusals import Refusal
from kiosk.ui.agent.day_page import DayLists
from kiosk.ui.agent.drives import plugged_in
from kiosk.ui.agent.screen import AgentScreen
from kiosk.ui.agent.stick_round import IN, OUT, Looking, StickRound
from kiosk.ui.errands import SEARCH
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.chooser_desk import serve_chooser
from kiosk.ui.form.counter.done import done_facts
from kiosk.ui.form.counter.intake import Intake
from kiosk.ui.form.counter.joint_cases import joint_facts
from kiosk.ui.form.counter.printing import Printing, number_of
from kiosk.ui.form.counter.states_bar import BarStates

LOOKED_THROUGH = 500
DECIDED = (CaseState.GRANTED, CaseState.REFUSED)


class Round(QObject):
    """One agent at one laptop. It lives as long as its screen."""

    def __init__(
        self, desks: Desks, fittings: Fittings, screen: AgentScreen, intake: Intake, sticks: Looking = plugged_in
    ) -> None:
        super().__init__(screen)
        self._desks = desks
        self._fittings = fittings
        self._screen = screen
        self._intake = intake
        self._last: CaseTaken | JointTaken | None = None
        intake.agent = screen.day.acting.person
        self.printing = Printing(desks, fittings, self)
        self._stick = StickRound(desks, fittings, screen.stick, sticks)
        self._states = BarStates(desks, fittings, screen.bar, screen, self.printing)
        serve_chooser(desks.hall, screen.chooser)
        self._deeds: dict[str, Callable[[], None]] = {
            "F9": self._on_file,
            "F10": self._on_tell,
            "Ctrl+S": intake.save,
            "Ctrl+N": self._choose,
            "Ctrl+D": self._go_home,
            "Ctrl+P": self._print_again,
            "Ctrl+U": self._open_stick,
            "Alt+S": self._on_sign,
            "F7": lambda: self._on_stick(OUT),
            "F8": lambda: self._on_stick(IN),
        }
        screen.pressed.connect(lambda key: self._deeds[key]())
        screen.chooser.chosen.connect(self._lay)
        screen.chooser.left.connect(self._go_home)
        intake.ready.connect(screen.show_ready)
        intake.failed.connect(screen.show_said)
        intake.filed.connect(self._on_filed)
        self.printing.began.connect(lambda _: screen.done.show_printing())
        self.printing.ended.connect(self._on_printed)
        fittings.feed.subscribe(screen, {Changed.CASES}, self._read)

    def begin(self) -> None:
        """The day as it stands, the cursor where it is wanted."""
        self._go_home()

    def _read(self) -> None:
        self._fittings.errands.run(
            SEARCH, lambda: self._desks.cases.find("", LOOKED_THROUGH), self._on_found, owner=self
        )

    def _on_found(self, found: Sequence[CaseFound]) -> None:
        today = business_day(self._fittings.now())
        found = [case for case in found if case.agent]  # the window's own cases are not his round
        mine = [case for case in found if business_day(case.filed_at) == today]
        lists = DayLists(
            collected=mine,
            to_send=[case for case in found if case.state == CaseState.COLLECTED],
            to_mend=[case for case in found if case.state == CaseState.SUPPLEMENT],
            to_bring=[case for case in found if case.state in DECIDED],
        )
        self._screen.day.show_day(lists, self._intake.names)
        self._screen.show_today(self._fittings.now(), len(mine))

    def _choose(self) -> None:
        self._screen.show_page(self._screen.chooser)
        self._screen.chooser.begin()

    def _lay(self, matter: str) -> None:
        self._screen.show_page(self._screen.intake)
        try:
            self._intake.begin(matter)
        except Refusal as no:
            self._screen.show_said(self._fittings.say(no))
            return
        form = self._screen.intake.form
        if agent := self._screen.day.acting.person():
            form.put(
                {
                    "has_agent": True,
                    "agent_name": agent.name,
                    "agent_id_no": agent.id_number,
                    "agent_phone": agent.phone,
                }
            )
        form.go_to_section(0)

    def _on_file(self) -> None:
        if self._screen.page is self._screen.intake:
            self._screen.show_said("")
            self._intake.press()

    def _on_sign(self) -> None:
        """The resident signs on the laptop's glass, before it is filed or just after."""
        if self._screen.page is self._screen.intake and self._intake.busy:
            self._intake.signing.begin()
        elif self._screen.page is self._screen.done and isinstance(self._last, CaseTaken):
            self._intake.signing.begin_case(self._last.case)

    def _on_tell(self) -> None:
        if self._screen.page is self._screen.intake:
            self._intake.tell()

    def _on_filed(self, taken: CaseTaken | JointTaken, _seconds: float) -> None:
        self._last = taken
        if isinstance(taken, JointTaken):
            self._screen.show_page(self._screen.done)
            self._screen.done.show_joint(joint_facts(taken, self._desks.intake.open))
            self.printing.sheet(taken)
            return
        matter = self._desks.intake.open(taken.case.matter, taken.case.matter_version)
        self._screen.show_page(self._screen.done)
        self._screen.done.show_done(done_facts(taken, matter, self._desks.intake.counted))
        self.printing.receipt(taken)

    def _on_printed(self, case_no: str, trouble: str) -> None:
        if self._last is None or number_of(self._last) != case_no:
            return
        if trouble:
            self._screen.done.show_trouble(trouble)
        else:
            self._screen.done.show_printed(self.printing.time())

    def _print_again(self) -> None:
        if self._last is not None and self._screen.page is self._screen.done:
            self.printing.once_more(self._last)

    def _open_stick(self) -> None:
        self._intake.leave()
        self._screen.show_page(self._screen.stick)
        self._stick.begin()

    def _on_stick(self, key: str) -> None:
        if self._screen.page is self._screen.stick:
            self._stick.press(key)

    def _go_home(self) -> None:
        self._intake.leave()
        self._screen.show_page(self._screen.day)
        self._read()
        self._screen.day.acting.begin()
