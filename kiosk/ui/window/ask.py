"""The few words that have to be said before a case is moved on; Enter confirms, Esc does not."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.ui.form.chips import Chips
from kiosk.ui.form.clearing import discard
from kiosk.ui.form.pick import Pick
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Label, LineField
from kiosk.ui.window.moves import Move
from kiosk.ui.window.words import Ask as Words


class AskCard(QFrame):
    """`confirmed` gives the name of the move, the text, and the papers that were brought."""

    confirmed = Signal(str, str, list)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._move: Move | None = None
        self._chips: Chips | None = None
        self.setProperty("card", "soft")
        self._title = Label("", "strong", "accent")
        self._field = LineField(theme, "")
        self._field.returnPressed.connect(self._on_enter)
        self._hint = Label("", "note", "muted", wrap=True)
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
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*[theme.px(12)] * 4)
        self._box.setSpacing(theme.px(8))
        self._papers = QVBoxLayout()
        self._box.addWidget(self._title)
        self._box.addLayout(self._papers)
        for part in (self._field, self._hint):
            self._box.addWidget(part)
        self._box.addLayout(keys)
        self.hide()

    def ask(self, move: Move, text: str, papers: Mapping[str, str]) -> None:
        """Ask for one move. `text` is what it will be if nothing is changed; `papers`: names of owed ones by key."""
        self._move = move
        self._title.setText(move.word)
        self._field.setAccessibleName(move.question)
        self._field.setPlaceholderText(move.question)
        self._field.setText(text)
        self._hint.setText(Words.VOID_HINT if move.name == "void" else "")
        self._hint.setVisible(move.name == "void")
        self._show_papers(papers if move.name == "supplement" else {})
        self._field.setFocus(Qt.FocusReason.TabFocusReason)
        self._field.selectAll()

    def _show_papers(self, papers: Mapping[str, str]) -> None:
        if self._chips is not None:
            discard(self._chips)
            self._chips = None
        if papers:
            picks = [Pick(key, name) for key, name in papers.items()]
            self._chips = Chips(self._theme, picks, [""] * len(picks))
            self._chips.name(Words.PAPERS)
            self._chips.show_value(list(papers))
            self._chips.setFixedHeight(self._chips.place(self.width() or self._theme.px(380)))
            self._papers.addWidget(self._chips)

    def _on_enter(self) -> None:
        text = self._field.text().strip()
        if self._move is None:
            return
        if self._move.must and not text:
            self._hint.setText(Words.NEEDED)
            self._hint.show()
            return
        brought: Sequence[object] = self._chips.value() if self._chips is not None else []  # type: ignore[assignment]
        self.confirmed.emit(self._move.name, text, list(brought))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
