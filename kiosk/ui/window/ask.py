"""The few words that have to be said before a case is moved on; Enter on the last confirms, Esc does not."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.app.documents.asked import Asked
from kiosk.domain.refusals import Gap
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Label
from kiosk.ui.window.actions.action import Blank
from kiosk.ui.window.actions.words import Actions as Words
from kiosk.ui.window.document_form import DocumentForm

TALLEST, LOWEST, AROUND, WIDE = 300, 80, 200, 330


class AskCard(QFrame):
    """`confirmed` gives what was said, by the blanks' names; everything that must be said is."""

    confirmed = Signal(dict)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._blanks: Sequence[Blank] = ()
        self.setProperty("card", "soft")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = Label("", "strong", "accent")
        self._hint = Label("", "note", "muted", wrap=True)
        self._form = DocumentForm(theme, "", WIDE)
        self._form.ended.connect(self._on_enter)
        confirm = Button(theme, Words.CONFIRM, key="Enter", kind="primary")
        confirm.setShortcut("")
        confirm.clicked.connect(self._on_enter)
        cancel = Button(theme, Words.CANCEL, key="Esc")
        cancel.setShortcut("")
        cancel.clicked.connect(self.left)
        keys = QHBoxLayout()
        keys.addWidget(confirm)
        keys.addWidget(cancel)
        keys.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(12)] * 4)
        box.setSpacing(theme.px(8))
        for part in (self._title, self._hint, self._form):
            box.addWidget(part)
        box.addLayout(keys)
        self.hide()

    def ask(self, title: str, hint: str, blanks: Sequence[Blank]) -> None:
        """Ask for these, the cursor in the first."""
        self._blanks = blanks
        self._title.setText(title)
        self._show_hint(hint)
        asked = [Asked(one.name, one.label, one.sort, one.hint, one.choices) for one in blanks]
        self._form.begin(asked, {one.name: one.known for one in blanks})
        self._form.show_gaps(self._gaps())
        self._fit()
        if blanks:
            self._form.go_to()
        else:
            self.setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        """As high as its questions, never higher than the card lets it be."""
        around = self.parentWidget()
        room = around.height() - self._theme.px(AROUND) if around is not None else self._theme.px(TALLEST)
        tallest = max(self._theme.px(LOWEST), min(self._theme.px(TALLEST), room))
        self._form.setFixedHeight(min(self._form.tall(), tallest))

    def _show_hint(self, sentence: str) -> None:
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def _gaps(self) -> list[Gap]:
        said = self._said()
        missing = [one for one in self._blanks if one.must and not said[one.name]]
        return [Gap(one.name, one.label, Words.NEEDED.format(label=one.label)) for one in missing]

    def _said(self) -> dict[str, str]:
        return {name: str(value) for name, value in self._form.facts().items()}

    def _on_enter(self) -> None:
        gaps = self._gaps()
        self._form.show_gaps(gaps)
        if gaps:
            self._form.go_to_gap()
            self._fit()
        else:
            self.confirmed.emit(self._said())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self._on_enter()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # of a line: it went to the next one
            self._form.show_gaps(self._gaps())
        else:
            super().keyPressEvent(event)
