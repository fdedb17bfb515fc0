"""The window's screen: the rail at the left, one page at a time beside it, the bar with the keys below."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.app.ports import Device
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.bar import Bar
from kiosk.ui.form.counter.chooser import Chooser
from kiosk.ui.form.counter.done_page import DonePage
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.key_sheet import KeySheet
from kiosk.ui.form.counter.words import Done as DoneWords
from kiosk.ui.form.counter.words import Intake as Words
from kiosk.ui.form.dress import dress_counter
from kiosk.ui.widgets import Button, FocusRing, Label
from kiosk.ui.window.idle_page import IdlePage
from kiosk.ui.window.rail import Rail
from kiosk.ui.window.search_page import SearchPage
from kiosk.ui.window.words import Keys

SHORTCUTS = (
    *("F1", "F2", "F4", "F8", "Ctrl+F1", "F9", "F10", "F12", "Ctrl+S", "Ctrl+N", "Ctrl+F", "Ctrl+D"),
    *("Ctrl+P", "Alt+B", "Alt+D", "Alt+W", "Alt+V"),
)


SPARE = (1, 4)  # drafts are saved anyway, another matter is a page of its own
ROOMY = 1200  # narrower than this and F9 says only how much is missing


class WindowScreen(QWidget):
    """`pressed` names a key, whether it was pressed on the keyboard or on the screen."""

    pressed = Signal(str)

    def __init__(self, fittings: Fittings, device: Device, window: str, actor: str, intake: IntakePage) -> None:
        super().__init__()
        theme = self._theme = fittings.theme
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail = Rail(theme, window, actor, device.demo)
        self.rail.pressed.connect(self.pressed)
        self.intake = intake
        self.idle = IdlePage(theme)
        self.search = SearchPage(theme)
        self.chooser = Chooser(theme)
        self.done = DonePage(theme, self._next_keys(), fittings.square)
        self.keys = KeySheet(theme, [(_TITLES[name], list(keys)) for name, keys in Keys.LISTS.items()])
        self._bar_keys: dict[str, Button] = {}
        self.bar = Bar(theme, self._make_bar_keys(), spare=SPARE)
        self._said = Label("", "body", "bad", wrap=True)
        self._pages = QStackedWidget()
        for page in (self.idle, self.intake, self.done, self.search, self.chooser, self.keys):
            self._pages.addWidget(page)
        self._pages.setMinimumSize(1, 1)  # pages scroll: the screen decides how much is seen
        self._build()
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
        applying = page is self.intake
        for key in ("F9", "F10", "Ctrl+S"):
            self._bar_keys[key].setEnabled(applying)
        if not applying:
            self._bar_keys["F9"].set_words(Words.KINDS["end_to_end"])

    def show_ready(self, word: str, missing: int) -> None:
        """What F9 does now; -1: it is being done."""
        if self.page is not self.intake:
            return
        gaps = Words.GAPS if self.width() >= self._theme.px(ROOMY) else Words.GAPS_SHORT
        notes = {-1: "", 0: f"\u3000{Words.READY}"}
        text = word + notes.get(missing, f"\u3000{gaps.format(count=missing)}")
        self._bar_keys["F9"].set_words(text)
        self._bar_keys["F9"].setEnabled(missing >= 0)
        self.bar.fit()

    def show_said(self, sentence: str) -> None:
        """A sentence over the page: what could not be done, and what to do now."""
        self._said.setText(sentence)
        self._said_box.setVisible(bool(sentence))

    def showEvent(self, event: QShowEvent) -> None:
        """Alone in its window it shows itself where the keyboard is; else the shell does."""
        super().showEvent(event)
        if self.window() is self and self._ring is None:
            self._ring = FocusRing(self)
        at = self.focusWidget() or self.page
        if at is not None:
            at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        theme = self._theme
        self._said_box = QFrame()
        self._said_box.setProperty("card", "bad")
        said = QHBoxLayout(self._said_box)
        said.setContentsMargins(*[theme.px(10)] * 4)
        said.addWidget(self._said)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._said_box)
        column.addWidget(self._pages, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(row, 1)
        inner.addWidget(self.bar)
        box = QVBoxLayout(self)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the glass decides how much is seen
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(body)
        dress_counter(theme, self, body)
        self.show_page(self.idle)

    def _make_bar_keys(self) -> list[Button]:
        words: Mapping[str, str] = {
            "F9": Words.KINDS["end_to_end"],
            "Ctrl+S": Words.DRAFT,
            "F10": Words.TELL,
            "Ctrl+F": Words.FIND,
            "Ctrl+N": Words.NEW,
            "F12": Words.KEYS,
        }
        for key, word in words.items():
            self._bar_keys[key] = self._key(word, key, "primary" if key == "F9" else "plain")
        return list(self._bar_keys.values())

    def _next_keys(self) -> list[Button]:
        return [
            self._key(DoneWords.NEXT_CALL, "F1", "primary", Qt.FocusPolicy.StrongFocus),
            self._key(DoneWords.NEXT_SAME, "Ctrl+N"),
            self._key(DoneWords.NEXT_PRINT, "Ctrl+P"),
            self._key(DoneWords.NEXT_FIND, "Ctrl+F"),
        ]

    def _key(self, word: str, key: str, kind: str = "plain", focus: Qt.FocusPolicy = Qt.FocusPolicy.NoFocus) -> Button:
        button = Button(self._theme, word, key=key, kind=kind)
        button.setShortcut("")  # the screen listens for all keys in one place
        button.setFocusPolicy(focus)
        button.clicked.connect(partial(self.pressed.emit, key))
        return button


_TITLES = {
    "queue": Keys.QUEUE,
    "intake": Keys.INTAKE,
    "form": Keys.FORM,
    "table": Keys.TABLE,
    "papers": Keys.PAPERS,
    "find": Keys.FIND,
}
