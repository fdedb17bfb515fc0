"""A signature or a file as an answer: on paper with a tick, or a file chosen or dropped here."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget

from kiosk.app.ink import REFERENCE
from kiosk.ui.form.tones import Tone, set_tone
from kiosk.ui.form.words import Paper
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Elided, Icon

BELOW = 26
ON_PAPER = {"on_paper": True}


class Tick(QCheckBox):
    """A box to tick; Enter goes on."""

    done = Signal()
    left = Signal()

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._pictures = (QIcon(theme.icon("square", "ink-muted", 16)), QIcon(theme.icon("square-check", "accent", 16)))
        self.toggled.connect(self._draw)
        self._draw(False)

    def _draw(self, on: bool) -> None:
        self.setIcon(self._pictures[on])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class PaperEditor(QWidget):
    """`files` says which files were chosen; who keeps them is no concern of the form. The answer holds their names."""

    typed = Signal()
    done = Signal()
    left = Signal()
    files = Signal(list)

    def __init__(self, theme: Theme, signature: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: list[str] = []
        self._ours = False
        self._signed = ""  # names what was written on the screen
        self._tick = Tick(theme, Paper.SIGNED if signature else Paper.RECEIVED, self)
        self._tick.toggled.connect(self._on_ticked)
        self._tick.done.connect(self.done)
        self._tick.left.connect(self.left)
        self._choose: QPushButton | None = None
        self._sign: Icon | None = None
        self._mark = ""
        self._list = Elided("", "note", "muted")
        self._list.setParent(self)
        self.setFocusProxy(self._tick)
        if signature:
            self._sign = Icon(theme, "signature", "accent", 16)
            self._sign.setParent(self)
        else:
            self._choose = QPushButton(Paper.CHOOSE, self)
            self._choose.setAutoDefault(False)
            self._choose.clicked.connect(self._on_choose)
            self._list.setText(Paper.DROP)
            self.setAcceptDrops(True)

    def _on_ticked(self) -> None:
        """By a key, a click, or a screen reader, which does not click."""
        if not self._ours:
            self.typed.emit()

    def value(self) -> object:
        """{"on_paper": true}, the names of the files, what was signed on the screen, or None."""
        return list(self._names) or (dict(ON_PAPER) if self._tick.isChecked() else None) or self._signed or None

    def show_value(self, value: object) -> None:
        """What was ticked or chosen before."""
        self._names = [str(one) for one in value] if isinstance(value, (list, tuple)) else []
        self._signed = value if isinstance(value, str) and value.startswith(REFERENCE) else ""
        if isinstance(value, str) and value and value != "paper" and not self._signed:
            self._names = [value]
        self._ours = True
        self._tick.setChecked(value == ON_PAPER or value is True or value == "paper")
        self._ours = False
        self._say_names()

    def show_tone(self, tone: Tone) -> None:
        """Plain, wrong …"""
        set_tone(self._tick, tone)

    def name(self, label: str, help_text: str = "") -> None:
        """What a screen reader says."""
        self._tick.setAccessibleName(f"{label} {self._tick.text()}")
        self._tick.setAccessibleDescription(help_text)
        if self._choose is not None:
            self._choose.setAccessibleName(f"{label} {Paper.CHOOSE}")
            self._choose.setAccessibleDescription(help_text)

    def mark(self, prints: bool) -> None:
        """That the resident's own hand is needed here: his signature, or his fingerprint too."""
        self._mark = (Paper.SIGN_OR_PRINT if prints else Paper.SIGN) + Paper.SIGN_KEY
        self._say_names()

    def add_files(self, paths: Sequence[Path]) -> None:
        """These files were chosen or dropped."""
        if paths:
            self._names += [path.name for path in paths]
            self._say_names()
            self.files.emit(list(paths))
            self.typed.emit()

    def place(self, width: int) -> int:
        """Lay it out in `width`; returns the height. The mark of a signature goes below where it does not fit."""
        theme, gap = self._theme, self._theme.px(12)
        height, x, y = theme.px(36), self._tick.sizeHint().width(), 0
        self._tick.setGeometry(QRect(0, 0, min(x, width), height))
        if self._choose is not None:
            wide = self._choose.sizeHint().width()
            self._choose.setGeometry(QRect(x + gap, 0, wide, height))
            x += wide + gap
        sign = self._sign.width() + theme.px(6) if self._sign is not None else 0
        fits = x + gap + sign + self._list.sizeHint().width() <= width
        x += gap
        if self._sign is not None:
            x, y = (x, 0) if fits else (0, height)
            self._sign.move(x, y + (theme.px(BELOW if y else 36) - self._sign.height()) // 2)
        self._list.setVisible(fits or bool(self._names) or self._sign is not None)
        self._list.setGeometry(QRect(x + sign, y, max(0, width - x - sign), theme.px(BELOW) if y else height))
        return height + theme.px(BELOW) if y else height

    def _say_names(self) -> None:
        told = Paper.ON_SCREEN if self._signed and not self._tick.isChecked() else ""
        self._list.setText("  ".join(self._names) or told or (Paper.DROP if self._choose else self._mark))

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, Paper.CHOOSE_TITLE, "", Paper.KINDS)
        self.add_files([Path(one) for one in chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
