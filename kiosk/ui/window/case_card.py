"""One case beside the list of what was found: who, what, until when, its way, and what can be done with it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms import Matter
from kiosk.domain.case import ENDED, Case
from kiosk.domain.clocks import Hand, Reading
from kiosk.domain.person import age_on, mask_id, sex_of
from kiosk.domain.standstill import standing
from kiosk.domain.words import state_word
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.states import look_of_state
from kiosk.ui.form.counter.words import Person
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, Chip, Elided, Label
from kiosk.ui.widgets.clearing import discard, refill
from kiosk.ui.widgets.scroll import Scroll, roll
from kiosk.ui.widgets.steps import Timeline
from kiosk.ui.window.action_keys import ActionKeys
from kiosk.ui.window.actions.action import Seen
from kiosk.ui.window.actions.listing import fitting
from kiosk.ui.window.actions.words import Clocks as ClockWords
from kiosk.ui.window.amended import lines_of
from kiosk.ui.window.ask import AskCard
from kiosk.ui.window.clock_lines import ClockLines, said_of_standing, say_left, tone_of
from kiosk.ui.window.lookup.words import Copy, File
from kiosk.ui.window.timeline import stages_of
from kiosk.ui.window.words import Search as Words

WIDTH, LEAST = 408, 220  # of the card, and of what is told of a case beside all its keys
SMALL, HEAD = 460, 130  # a card lower than this shows fewer keys at first; what name and matter need beside all


class CaseCard(Card):
    """`pressed` gives the key of an action; `printed` and `shown` ask for the receipt and the full number."""

    pressed = Signal(str)
    printed = Signal()
    shown = Signal()
    documents = Signal()
    filed = Signal()
    copied = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, margin=14, gap=8)
        self._theme = theme
        self.case: Case | None = None
        self.seen: Seen | None = None
        self.setFixedWidth(theme.px(WIDTH))
        self._build_head()
        self._due = Label("", "strong", "", wrap=True)
        self._said = Label("", "note", "warn", wrap=True)
        self._way = QVBoxLayout()
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(6), 0)
        column.setSpacing(theme.px(6))
        for part in (self._number, self._case_no):
            column.addWidget(part)
        self._clocks = ClockLines(theme)
        column.addWidget(self._due)
        column.addWidget(self._clocks)
        column.addWidget(self._said)
        column.addLayout(self._way)
        column.addStretch(1)
        self._details = Scroll(theme, inner)
        self.box.addWidget(self._details, 1)
        self.ask = AskCard(theme)
        self.box.addWidget(self.ask)
        self._build_keys()
        self.show_case(None, None, date.min, False)

    def show_case(self, case: Case | None, matter: Matter | None, today: date, full: bool) -> None:
        """A case as it stands; None: nothing is chosen. `full`: its ID number unmasked."""
        before, self.case = self.case, case
        self.seen = Seen(case, matter, today) if case is not None else None
        self.setVisible(case is not None)
        if case is None:
            return
        age = age_on(case.id_number, today)
        self._name.setText(case.applicant)
        about = [Person.SEX.get(sex_of(case.id_number), ""), Person.AGE.format(age=age) if age is not None else ""]
        self._about.setText("\u3000".join(part for part in about if part))
        number = case.id_number if full else mask_id(case.id_number)
        self._number.setText("\u3000".join(part for part in (number, case.phone) if part))
        self._matter.setText(matter.name if matter else case.matter)
        self._case_no.setText(case.case_no)
        self._show_state(case)
        names = {material.id: material.name for material in matter.materials} if matter else {}
        self._due.setText(_due(case, today))
        self._due.setAccessibleName(self._due.text())
        self._due.set_tone("")
        self._said.setText("\n".join((*_said(case, names), *lines_of(Seen(case, matter, today), full))))
        self._said.setVisible(bool(self._said.text()))
        way = Timeline(self._theme)
        way.show_stages(stages_of(case))
        refill(self._way, [way])
        if before is None or (before.case_no, before.state) != (case.case_no, case.state):
            self.show_asking(False)  # what is read again as it was does not take away what is being asked
        self._keys.show_fitting(fitting(self.seen), case.case_no)
        self._make_room()

    def show_clocks(self, readings: Sequence[Reading]) -> None:
        """The clocks of the case shown, as they stand today."""
        case = self.case
        due = next((one for one in readings if case and one.due == case.due_on and one.hand is Hand.RUNNING), None)
        if case is not None and due is not None:  # its day stands over it in large print: how long, behind the day
            self._due.setText(ClockWords.AND_STILL.format(due=self._due.text(), left=say_left(due)))
            self._due.setAccessibleName(f"{self._due.text()} {ClockWords.CARDS[due.card]}")
            self._due.set_tone(tone_of(due, calm=""))
        self._clocks.show_readings([one for one in readings if one is not due])

    def show_can_print(self, can: bool) -> None:
        """Whether its receipt can be printed again here."""
        self._print.setEnabled(can)

    def show_asking(self, asking: bool) -> None:
        """The question stands where the keys were."""
        self.ask.setVisible(asking)
        self._row_of_keys.setVisible(not asking)
        if asking:
            self._details.show()
        else:
            self._make_room()

    def show_more(self) -> None:
        """Every action that fits, or again the first ones only."""
        self._keys.show_more()
        self._make_room()

    def _make_room(self) -> None:
        """All the keys need the room of those that stand there always, and on a small glass that of the case too; whose
        it is stays."""
        small = self.height() < self._theme.px(SMALL)
        self._keys.show_few(small)
        whole = self._keys.expanded
        self._tools.setVisible(not whole)
        left = self.height() - self._keys.tall()
        self._details.setVisible(not whole or left >= self._theme.px(LEAST))
        self._matter.setVisible(not whole or left >= self._theme.px(HEAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height() and not self.ask.isVisibleTo(self):
            self._make_room()

    def roll(self, event: QKeyEvent) -> None:
        """Read on in what is told of the case, where it is more than is seen."""
        roll(self._details.area, event)

    def can(self, action: str) -> bool:
        """Whether an action means something for the case shown."""
        return any(one.name == action for one in fitting(self.seen))

    def _build_head(self) -> None:
        """Whose case it is and of what: over everything that scrolls, so that nobody acts on a case he cannot see."""
        theme = self._theme
        column = self.box
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.px(10))
        self._name = Elided("", "name")
        self._about = Label("", "body", "muted")
        self._chip: Chip | None = None
        self._line.addWidget(self._name, 1)
        self._line.addWidget(self._about)
        column.addLayout(self._line)
        self._number = Label("", "note", "muted")
        self._matter = Label("", "body", wrap=True)
        self._case_no = Label("", "note", "muted")
        self._case_no.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._matter)

    def _show_state(self, case: Case) -> None:
        icon, tone = look_of_state(case.state)
        if self._chip is not None:
            discard(self._chip)
        self._chip = Chip(self._theme, state_word(case.state), tone, icon=icon)
        self._line.addWidget(self._chip)

    def _build_keys(self) -> None:
        theme = self._theme
        self._row_of_keys = QWidget()
        column = QVBoxLayout(self._row_of_keys)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._keys = ActionKeys(theme)
        self._keys.pressed.connect(self.pressed)
        column.addWidget(self._keys)
        self._tools = QWidget()
        column.addWidget(self._tools)
        column = QVBoxLayout(self._tools)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._print = self._key(Words.PRINT, "Ctrl+P", self.printed.emit)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self._key(Words.DOCUMENTS, "Ctrl+T", self.documents.emit))
        row.addWidget(self._print)
        full = self._key(Words.FULL, "Ctrl+E", self.shown.emit)
        for key, note in ((self._print, Words.PRINT_NOTE), (full, Words.FULL_NOTE)):
            key.setAccessibleDescription(note)
            key.setToolTip(note)
        row.addWidget(full)
        row.addStretch(1)
        column.addLayout(row)
        more = QHBoxLayout()
        more.setSpacing(theme.px(6))
        more.addWidget(self._key(File.OPEN, "Ctrl+H", self.filed.emit))
        more.addWidget(self._key(Copy.OPEN, "Ctrl+Y", self.copied.emit))
        more.addStretch(1)
        column.addLayout(more)
        self.box.addWidget(self._row_of_keys)

    def _key(self, word: str, key: str, deed: Callable[[], object]) -> Button:
        button = Button(self._theme, word, key=key)
        button.setShortcut("")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(deed)
        return button


def _due(case: Case, today: date) -> str:
    if case.due_on is None or case.state in ENDED:
        return "" if case.state in ENDED else Words.NO_DUE
    if standing(case) is not None:
        return Words.DUE_STOPPED.format(day=say_day(case.due_on))
    if case.due_on < today:
        return Words.OVERDUE.format(days=(today - case.due_on).days)
    words = Words.DUE if case.accepted_at else Words.ANSWER_DUE
    return words.format(day=say_day(case.due_on))


def _said(case: Case, names: Mapping[str, str]) -> list[str]:
    said = list(said_of_standing(case))
    if case.ask:
        until = Words.ASKED_UNTIL.format(day=say_day(date.fromisoformat(case.ask_until))) if case.ask_until else ""
        said.append(Words.ASKED.format(text=case.ask) + until)
    for key, day in case.owed.items():
        said.append(Words.OWED.format(name=names.get(key, key), day=say_day(date.fromisoformat(day))))
    if case.outcome:
        said.append(Words.OUTCOME.format(text=case.outcome))
    if case.siblings:
        said.append(Words.SIBLINGS.format(numbers="\n".join(case.siblings)))
    if case.agent:
        said.append(Words.AGENT.format(name=case.agent))
    return said
