"""Everything that is still missing, said once (一次性告知): to be read out, and to be walked through."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.ui.form.counter.words import Gaps as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Icon, KeyCap, Label, Pressable, restyle, unclickable
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing: where it is (a field's path or a material's id), what to say, which law, and whether a paper.
    `ask` is the rule that puts it to a person as a question."""

    at: str
    sentence: str
    basis: str = ""
    paper: bool = False
    ask: str = ""


class GapsPage(QWidget):
    """`wanted` gives the one to go to; `confirmed` a rule whose question was looked at; `left` that the clerk goes back
    to the form."""

    wanted = Signal(object)
    confirmed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[Pressable] = []
        self._title = Label("", "section")
        self._hint = Label(Words.HINT, "note", "muted")
        self._nothing = Banner(theme, "good", Words.NOTHING)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(6))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.addLayout(self._list)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(10))
        for part in (self._title, self._hint, self._nothing):
            box.addWidget(part)
        box.addWidget(Scroll(theme, inner), 1)

    def show_missing(self, missing: Sequence[Missing], kind: str) -> None:
        """All of it at once, papers first; the first one has the cursor."""
        asks = bool(missing) and all(one.ask for one in missing)
        self._title.setText((Words.ASKS_TITLE if asks else Words.TITLE).format(count=len(missing)))
        self._hint.setText(Words.ASKS_HINT if asks else Words.HINT)
        for part in (self._title, self._hint):
            part.setVisible(bool(missing))
        self._nothing.setVisible(not missing)
        self._nothing.set_words(Words.NOTHING, Words.NOTHING_HINT.format(kind=kind))
        refill(self._list)
        self._rows = []
        groups = (
            (Words.ASKS, [one for one in missing if one.ask]),
            (Words.PAPERS, [one for one in missing if one.paper]),
            (Words.FIELDS, [one for one in missing if not (one.paper or one.ask)]),
        )
        for title, these in groups:
            if these:
                self._list.addWidget(Label(f"{title}  {len(these)}", "strong"))
            for one in these:
                self._list.addWidget(self._row(one))
        (self._rows[0] if self._rows else self).setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, one: Missing) -> Pressable:
        theme = self._theme
        row = Pressable(one.sentence, "card", QHBoxLayout())
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row.face.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.face.setSpacing(theme.px(10))
        row.face.addWidget(unclickable(Icon(theme, _icon(one), "accent" if one.ask else "ink-muted", 18)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(unclickable(Label(one.sentence, wrap=True)))
        if one.basis:
            words.addWidget(unclickable(Label(Words.BASIS.format(basis=one.basis), "note", "muted", wrap=True)))
        row.face.addLayout(words, 1)
        row.face.addWidget(unclickable(KeyCap("Enter")))
        row.face.addWidget(unclickable(Label(Words.CONFIRM if one.ask else Words.GO, "note", "muted")))
        row.clicked.connect(lambda: self.confirmed.emit(one.ask) if one.ask else self.wanted.emit(one))
        restyle(row, "missing", "true")
        self._rows.append(row)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


def _icon(one: Missing) -> str:
    if one.ask:
        return "circle-question-mark"
    return "file-text" if one.paper else "pencil"
