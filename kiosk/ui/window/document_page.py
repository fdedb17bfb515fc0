"""The page of documents: at the left what can be given out or the small form of one, at the right how it looks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.app.issuing import Draft
from kiosk.domain.refusals import Gap
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Button, Card, Elided, Label
from kiosk.ui.window.document_form import DocumentForm
from kiosk.ui.window.document_list import DocumentList
from kiosk.ui.window.document_view import DocumentView
from kiosk.ui.window.words import Documents as Words

LEFT, NARROW = 480, 400


class DocumentPage(QWidget):
    """`issued` when what is filled in shall go out, `printed` when what is marked shall be printed,
    `signed` when whoever receives it shall sign it on the glass."""

    issued = Signal()
    printed = Signal()
    signed = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.list = DocumentList(theme)
        self.form = DocumentForm(theme)
        self.view = DocumentView(theme)
        self._title = Elided("", "section")
        self._kind = Elided("", "section", "accent")
        self._step = Label("", "note", "warn", wrap=True)
        self._count = Label("", "note", "muted")
        self._print = self._key(Words.PRINT, "Ctrl+P", self.printed.emit)
        self._sign = self._key(Words.SIGN, "Alt+S", self.signed.emit)
        self._sign.hide()
        self._banner = Banner(theme, "good", "")
        self._banner.hide()
        self._sides = QStackedWidget()
        self._sides.addWidget(self._list_side())
        self._sides.addWidget(self._form_side())
        body = QHBoxLayout()
        body.setSpacing(theme.px(12))
        body.addWidget(self._sides)
        body.addWidget(self.view, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(14)] * 4)
        box.setSpacing(theme.px(8))
        box.addWidget(self._title)
        box.addWidget(self._banner)
        box.addLayout(body, 1)
        self.list.left.connect(self.left)
        self.list.turned.connect(self.view.turn)
        self.form.ended.connect(self.issued)

    @property
    def title(self) -> str:
        """Whose documents these are."""
        return self._title.text()

    @property
    def filling(self) -> bool:
        """Whether the small form is seen."""
        return self._sides.currentIndex() == 1

    def show_choosing(self, title: str) -> None:
        """What there is to choose from; what was filled in is left."""
        self._title.setText(title)
        self._sides.setCurrentIndex(0)
        self.list.begin()

    def show_filling(self, title: str, draft: Draft, step: str) -> None:
        """The questions of one document; `step` says what it makes of the case."""
        self.show_said("")
        self._kind.setText(title)
        self._step.setText(step)
        self._step.setVisible(bool(step))
        self._sides.setCurrentIndex(1)
        self.form.begin(draft.asked, draft.known)
        self.show_gaps(draft.gaps)
        self.form.go_to()

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """What it still lacks."""
        self.form.show_gaps(gaps)
        self._count.setText(Words.MISSING.format(count=len(gaps)) if gaps else Words.NOTHING_MISSING)
        self._count.set_tone("muted" if gaps else "good")

    def show_can_print(self, word: str) -> None:
        """What Ctrl+P does with the marked line; '' when it does nothing."""
        self._print.setVisible(bool(word))
        self._print.set_words(word or Words.PRINT)

    def show_can_sign(self, can: bool) -> None:
        """Whether whoever receives the marked document may sign it here."""
        self._sign.setVisible(can)

    def show_said(self, sentence: str, tone: str = "good", more: str = "") -> None:
        """What came of it."""
        self._banner.set_words(sentence, more)
        self._banner.setProperty("card", tone)
        self._banner.setVisible(bool(sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The left side takes its share, the paper the rest."""
        super().resizeEvent(event)
        wide = self._theme.px(LEFT)
        self._sides.setFixedWidth(max(self._theme.px(NARROW) // 2, min(wide, event.size().width() // 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filling:
            self.show_choosing(self._title.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.view.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def _list_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addWidget(self.list, 1)
        keys = QHBoxLayout()
        keys.setSpacing(self._theme.px(8))
        for key in (self._print, self._sign):
            keys.addWidget(key)
        keys.addStretch(1)
        column.addLayout(keys)
        return side

    def _form_side(self) -> QWidget:
        theme, card = self._theme, Card(self._theme, margin=14, gap=8)
        for part in (self._kind, self._step):
            card.box.addWidget(part)
        card.box.addWidget(self.form, 1)
        card.box.addWidget(self._count)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._key(Words.ISSUE, "F9", self.issued.emit, "primary"))
        row.addWidget(self._key(Words.BACK, "Esc", lambda: self.show_choosing(self._title.text())))
        row.addStretch(1)
        card.box.addLayout(row)
        return card

    def _key(self, word: str, key: str, deed: Callable[[], object], kind: str = "plain") -> Button:
        button = Button(self._theme, word, key=key, kind=kind)
        button.setShortcut("")  # the screen listens for all keys in one place
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(deed)
        return button
