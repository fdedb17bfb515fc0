"""The agent's screen: who and where at the top, one page at a time, the bar with the keys below."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.app.ports import Device
from kiosk.ui.agent.day_page import DayPage
from kiosk.ui.agent.words import Day as Words
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.bar import Bar
from kiosk.ui.form.counter.chooser import Chooser
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.done_page import DonePage
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.words import Done as DoneWords
from kiosk.ui.form.counter.words import Intake as IntakeWords
from kiosk.ui.form.dress import dress_counter
from kiosk.ui.widgets import Button, Chip, FocusRing, Label

SHORTCUTS = ("F9", "F10", "Ctrl+S", "Ctrl+N", "Ctrl+D", "Ctrl+P")
HEAD = 64


class AgentScreen(QWidget):
    """`pressed` names a key, whether it was pressed on the keyboard or on the screen."""

    pressed = Signal(str)

    def __init__(self, fittings: Fittings, device: Device, actor: str, intake: IntakePage) -> None:
        super().__init__()
        theme = self._theme = fittings.theme
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.day = DayPage(theme)
        self.intake = intake
        self.chooser = Chooser(theme)
        self.done = DonePage(theme, self._next_keys(), fittings.square)
        self._bar_keys: dict[str, Button] = {}
        self.bar = Bar(theme, self._make_bar_keys(), spare=(2,))
        self._said = Label("", "body", "bad", wrap=True)
        self._pages = QStackedWidget()
        self._pages.setMinimumSize(1, 1)
        for page in (self.day, self.intake, self.chooser, self.done):
            self._pages.addWidget(page)
        self._build(self._head(device, actor))
        for key in SHORTCUTS:
            QShortcut(QKeySequence(key), self).activated.connect(partial(self.pressed.emit, key))
        self._ring: FocusRing | None = None

    @property
    def page(self) -> QWidget | None:
        """The page that is seen."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Another page; what was said is no longer said."""
        self.show_said("")
        self._pages.setCurrentWidget(page)
        for key in ("F9", "F10", "Ctrl+S"):
            self._bar_keys[key].setEnabled(page is self.intake)
        if page is not self.intake:
            self._bar_keys["F9"].set_words(IntakeWords.KINDS["collected"])

    def show_ready(self, word: str, missing: int) -> None:
        """What F9 does now; -1: it is being done."""
        if self.page is not self.intake:
            return
        notes = {-1: "", 0: f"\u3000{IntakeWords.READY}"}
        text = word + notes.get(missing, f"\u3000{IntakeWords.GAPS.format(count=missing)}")
        self._bar_keys["F9"].set_words(text)
        self._bar_keys["F9"].setEnabled(missing >= 0)

    def show_said(self, sentence: str) -> None:
        """A sentence over the page."""
        self._said.setText(sentence)
        self._said_box.setVisible(bool(sentence))

    def show_today(self, now: datetime, count: int) -> None:
        """The day, and how much was collected on it."""
        self._today.setText(say_day(now.date()))
        self._count.setText(Words.TODAY.format(count=count))

    def showEvent(self, event: QShowEvent) -> None:
        """Alone in its window it shows itself where the keyboard is; else the shell does."""
        super().showEvent(event)
        if self.window() is self and self._ring is None:
            self._ring = FocusRing(self)
        at = self.focusWidget() or self.page
        if at is not None:
            at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, device: Device, actor: str) -> QFrame:
        theme, head = self._theme, QFrame()
        head.setProperty("strip", "true")
        head.setFixedHeight(theme.px(HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        row.setSpacing(theme.px(24))
        staff = actor.removeprefix("staff:") if actor.startswith("staff:") else ""
        self._today, self._count = Label("", "strong"), Label("", "note", "muted")
        about = Label(Words.ROLE.format(staff=staff) if staff else Words.NO_STAFF, "note", "muted")
        for first, second in ((Label(device.station.name, "section"), about), (self._today, self._count)):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(first)
            words.addWidget(second)
            row.addLayout(words)
        row.addStretch(1)
        if device.demo:
            row.addWidget(Chip(theme, Words.DEMO, "warn", icon="info"))
        row.addWidget(Chip(theme, Words.SAFE, "good", icon="hard-drive"))
        return head

    def _build(self, head: QFrame) -> None:
        theme = self._theme
        self._said_box = QFrame()
        self._said_box.setProperty("card", "bad")
        said = QHBoxLayout(self._said_box)
        said.setContentsMargins(*[theme.px(10)] * 4)
        said.addWidget(self._said)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._said_box)
        column.addWidget(self._pages, 1)
        column.addWidget(self.bar)
        box = QVBoxLayout(self)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the glass decides how much is seen
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(body)
        dress_counter(theme, self, body)
        self.show_page(self.day)

    def _make_bar_keys(self) -> list[Button]:
        words = {
            "F9": IntakeWords.KINDS["collected"],
            "Ctrl+N": Words.NEW,
            "Ctrl+S": IntakeWords.DRAFT,
            "F10": IntakeWords.TELL,
            "Ctrl+D": Words.DAY,
        }
        for key, word in words.items():
            self._bar_keys[key] = self._key(word, key, "primary" if key == "F9" else "plain")
        return list(self._bar_keys.values())

    def _next_keys(self) -> list[Button]:
        keys = [self._key(Words.NEW, "Ctrl+N", "primary"), self._key(DoneWords.NEXT_PRINT, "Ctrl+P")]
        keys[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return [*keys, self._key(Words.DAY, "Ctrl+D")]

    def _key(self, word: str, key: str, kind: str = "plain") -> Button:
        button = Button(self._theme, word, key=key, kind=kind)
        button.setShortcut("")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self.pressed.emit, key))
        return button
