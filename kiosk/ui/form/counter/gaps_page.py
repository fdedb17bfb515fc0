"""Everything that is still missing, said once (一次性告知): to be read out, and to be walked through."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.ui.form.clearing import refill
from kiosk.ui.form.counter.words import Gaps as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Icon, KeyCap, Label, Pressable, restyle, unclickable
from kiosk.ui.widgets.scroll import Scroll


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing: where it is (a field's path or a material's id), what to say, which law, and whether a paper."""

    at: str
    sentence: str
    basis: str = ""
    paper: bool = False


class GapsPage(QWidget):
    """`wanted` gives the one to go to; `left` that the clerk goes back to the form."""

    wanted = Signal(object)
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
        self._title.setText(Words.TITLE.format(count=len(missing)))
        for part in (self._title, self._hint):
            part.setVisible(bool(missing))
        self._nothing.setVisible(not missing)
        self._nothing.set_words(Words.NOTHING, Words.NOTHING_HINT.format(kind=kind))
        refill(self._list)
        self._rows = []
        for paper, title in ((True, Words.PAPERS), (False, Words.FIELDS)):
            these = [one for one in missing if one.paper is paper]
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
        row.face.addWidget(unclickable(Icon(theme, "file-text" if one.paper else "pencil", "ink-muted", 18)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(unclickable(Label(one.sentence, wrap=True)))
        if one.basis:
            words.addWidget(unclickable(Label(Words.BASIS.format(basis=one.basis), "note", "muted", wrap=True)))
        row.face.addLayout(words, 1)
        row.face.addWidget(unclickable(KeyCap("Enter")))
        row.face.addWidget(unclickable(Label(Words.GO, "note", "muted")))
        row.clicked.connect(lambda: self.wanted.emit(one))
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
