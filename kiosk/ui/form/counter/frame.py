"""The frame of a counter's screen, at the window and at an agent's laptop: pages one at a time, keys, the bar below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.bar import Bar
from kiosk.ui.form.counter.chooser import Chooser
from kiosk.ui.form.counter.done_page import DonePage
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.words import Intake as Words
from kiosk.ui.form.dress import dress_counter
from kiosk.ui.widgets import Button, FocusRing, Icon, Label, worked_by_keys

ROOMY = 1200  # narrower than this and F9 says only how much is missing
Box = TypeVar("Box", QVBoxLayout, QHBoxLayout)
HOLD = "Shift+F9"  # take in only; stands in the bar where F9 would accept
FILING_KEYS = ("F9", "F10", "Ctrl+S")  # mean nothing but over an application


@dataclass(frozen=True, slots=True)
class FrameKeys:
    """What a screen listens for. `bar` and `next` are keys with their words, in the order they stand; `spare`: places
    of the bar that may be left out where there is no room; `filing`: what F9 is called when there is no application."""

    listened: Sequence[str]
    bar: Mapping[str, str]
    next: Mapping[str, str]
    filing: str
    spare: Sequence[int] = ()


class CounterFrame(QWidget):
    """`pressed` names a key, whether it was pressed on the keyboard or on the screen."""

    pressed = Signal(str)

    def __init__(self, fittings: Fittings, intake: IntakePage, keys: FrameKeys) -> None:
        super().__init__()
        theme = self._theme = fittings.theme
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        worked_by_keys(self)
        self._filing = keys.filing
        self._bar_keys = {
            key: self._key(word, key, "primary" if key == "F9" else "plain") for key, word in keys.bar.items()
        }
        self.bar = Bar(theme, list(self._bar_keys.values()), spare=keys.spare)
        self.intake = intake
        self.chooser = Chooser(theme)
        self.done = DonePage(theme, self._next_keys(keys.next), fittings.square)
        self._said = Label("", "body", "bad", wrap=True)
        self._said_box = self._boxed(self._said)
        self._pages = QStackedWidget()
        self._pages.setMinimumSize(1, 1)  # pages scroll: the screen decides how much is seen
        for key in keys.listened:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)  # a key that is held down is pressed once
            shortcut.activated.connect(partial(self.pressed.emit, key))
        self._ring: FocusRing | None = None

    @property
    def page(self) -> QWidget | None:
        """The page that is seen."""
        return self._pages.currentWidget()

    @property
    def stage(self) -> QWidget:
        """Where the pages stand."""
        return self._pages

    def show_page(self, page: QWidget) -> None:
        """Another page; what was said is no longer said."""
        self.show_said("")
        self._pages.setCurrentWidget(page)
        applying = page is self.intake
        for key in FILING_KEYS:
            self._bar_keys[key].setEnabled(applying)
        if not applying:
            self._bar_keys["F9"].set_words(self._filing)
            self._show_hold("")

    def with_page(self, page: QWidget) -> QWidget:
        """A page that was not laid out from the beginning; it stays from now on."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        return page

    def add_page(self, page: QWidget) -> None:
        """One more page, after all were laid out."""
        self._pages.addWidget(page)

    def show_ready(self, word: str, missing: int) -> None:
        """What F9 does now; -1: it is being done."""
        if self.page is not self.intake:
            return
        gaps = Words.GAPS if self.width() >= self._theme.px(ROOMY) else Words.GAPS_SHORT
        notes = {-1: "", 0: f"\u3000{Words.READY}"}
        text = word + notes.get(missing, f"\u3000{gaps.format(count=missing)}")
        self._bar_keys["F9"].set_words(text)
        self._bar_keys["F9"].setEnabled(missing >= 0)
        self._show_hold(word)
        self.bar.fit()

    def _show_hold(self, word: str) -> None:
        """What is only taken in is not accepted: the key stands where the one would be the other."""
        if (key := self._bar_keys.get(HOLD)) is not None:
            key.setVisible(Words.KINDS["end_to_end"] in word)

    def show_next(self, key: str, word: str) -> None:
        """What a key after a filing does now."""
        self._next[key].set_words(word)

    def show_said(self, sentence: str) -> None:
        """A sentence over the page: what could not be done, and what to do now."""
        self._said.setText(sentence)
        self._said_box.setVisible(bool(sentence))

    def lay_out(self, pages: Sequence[QWidget], head: QWidget | None = None, side: QWidget | None = None) -> None:
        """Put everything in its place, once: `head` over the pages, `side` at their left; the first page is shown."""
        for page in pages:
            self._pages.addWidget(page)
        column = _tight(QVBoxLayout())
        column.addWidget(self._said_box)
        column.addWidget(self._pages, 1)
        row = _tight(QHBoxLayout())
        if side is not None:
            row.addWidget(side)
        row.addLayout(column, 1)
        body = QWidget()
        inner = _tight(QVBoxLayout(body))
        if head is not None:
            inner.addWidget(head)
        inner.addLayout(row, 1)
        inner.addWidget(self.bar)
        box = _tight(QVBoxLayout(self))
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the glass decides how much is seen
        box.addWidget(body)
        dress_counter(self._theme, self, body)
        self.show_page(pages[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Alone in its window it shows itself where the keyboard is; else the shell does."""
        super().showEvent(event)
        if self.window() is self and self._ring is None:
            self._ring = FocusRing(self)
        at = self.focusWidget() or self.page
        if at is not None:
            at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _boxed(self, said: Label) -> QFrame:
        holder, box = QFrame(), QFrame()
        box.setProperty("card", "bad")
        row = QHBoxLayout(box)
        row.setContentsMargins(*[self._theme.px(10)] * 4)
        row.addWidget(Icon(self._theme, "circle-x", "bad", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)
        around = QHBoxLayout(holder)  # as wide as the cards of the page below
        around.setContentsMargins(*[self._theme.px(n) for n in (16, 12, 16, 0)])
        around.addWidget(box)
        return holder

    def _next_keys(self, words: Mapping[str, str]) -> list[Button]:
        """The keys after a filing; the first takes the cursor."""
        made = [self._key(word, key, "plain" if nth else "primary") for nth, (key, word) in enumerate(words.items())]
        self._next = dict(zip(words, made, strict=True))
        made[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def _key(self, word: str, key: str, kind: str) -> Button:
        button = Button(self._theme, word, key=key, kind=kind)
        button.setShortcut("")  # the screen listens for all keys in one place
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self.pressed.emit, key))
        return button


def _tight(box: Box) -> Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    return box
