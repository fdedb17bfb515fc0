"""The page around the pad: what is signed, in full, and three keys; over the clerk's screen or on another glass."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.form.dress import dress_counter
from kiosk.ui.form.paper_view import PaperView
from kiosk.ui.sign.pad import Pad
from kiosk.ui.sign.words import Sign as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Label

WIDEST, PAD_PART = 1100, 3
"""How wide the paper is shown at most; the pad takes one part in so many of the height."""


class SignPage(QFrame):
    """`confirmed` gives what was written; `left` that nobody signs now."""

    confirmed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime], beside: QWidget) -> None:
        super().__init__(beside)
        self._theme = theme
        self._beside = beside
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Label("", "title", wrap=True)
        self._said = Label("", "body", "bad", wrap=True)
        self._note = Label(Words.NOTE, "note", "muted", wrap=True)
        self.paper = PaperView(theme, WIDEST, Words.PAGE)
        self.pad = Pad(theme, now)
        self.pad.touched.connect(self._on_touched)
        self._build()
        beside.installEventFilter(self)
        self.hide()

    def ask(self, name: str) -> None:
        """Open for this person, on the other glass where there is one; what he signs follows."""
        self._title.setText(Words.TITLE.format(name=name) if name else Words.NAMELESS)
        self.setAccessibleName(self._title.text())
        self.show_said("")
        self.pad.clear()
        self.show_pages((), Words.DRAWING)
        self._open()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_pages(self, pictures: Sequence[bytes], said: str = "") -> None:
        """What is signed: PNG pictures, one for each page."""
        self._read.setText(said or Words.READ.format(count=len(pictures)))
        self.paper.show_pages(pictures)
        self._show_ready()

    def show_said(self, sentence: str) -> None:
        """Why it cannot be taken."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def leave(self) -> None:
        """Nobody signs any more: what was written is not left on the glass."""
        self.pad.clear()
        self.show_pages(())
        self.hide()

    def _build(self) -> None:
        theme = self._theme
        self._read = Label("", "note", "muted")
        self._confirm = self._key(Words.CONFIRM, "Enter", self._on_confirmed, "primary")
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(10))
        keys.addWidget(self._confirm)
        keys.addWidget(self._key(Words.CLEAR, "Del", self.pad.clear))
        keys.addWidget(self._key(Words.CANCEL, "Esc", self.left.emit))
        keys.addWidget(self._said, 1)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._read)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(8))
        box.addLayout(head)
        box.addWidget(self.paper, PAD_PART - 1)
        box.addWidget(self.pad, 1)
        box.addLayout(keys)
        box.addWidget(self._note)

    def _key(self, word: str, key: str, deed: Callable[[], None], kind: str = "plain") -> Button:
        button = Button(self._theme, word, key=key, kind=kind)
        button.setShortcut("")  # this page listens for its keys itself
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(deed)
        return button

    def _open(self) -> None:
        own = self._beside.screen()
        other = next((glass for glass in QGuiApplication.screens() if glass is not own), None)
        if other is None:
            self.setParent(self._beside)
            self.setGeometry(self._beside.rect())
            self.show()
            self.raise_()
            return
        self.setParent(self._beside, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        dress_counter(self._theme, self, self)
        self.setGeometry(other.geometry())
        self.showFullScreen()
        self.activateWindow()

    def _show_ready(self) -> None:
        """The key that confirms looks ready when there is something to confirm."""
        self._confirm.setEnabled(bool(self.paper.pages) and self.pad.written().enough)

    def _on_touched(self) -> None:
        self.show_said("")
        self._show_ready()

    def _on_confirmed(self) -> None:
        if not self.paper.pages:
            return
        written = self.pad.written()
        if written.enough:
            self.confirmed.emit(written)
        else:
            self.show_said(Words.TOO_LITTLE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the screen that it lies over."""
        if event.type() == QEvent.Type.Resize and watched is self._beside and not self.isWindow() and self.isVisible():
            self.setGeometry(self._beside.rect())
        return False

    def event(self, event: QEvent) -> bool:
        """Its keys are its own: the clerk's shortcuts rest while somebody signs."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.paper.verticalScrollBar()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_confirmed()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.pad.clear()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Down, Qt.Key.Key_Up):
            down = key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down)
            bar.setValue(bar.value() + (1 if down else -1) * bar.pageStep() * 3 // 4)
        event.accept()
