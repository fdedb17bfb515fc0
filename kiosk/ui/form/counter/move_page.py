"""Before a draft is opened whose matter has a newer version: what changed, what goes along, one key for each way on."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms import Change
from kiosk.app.desks import Desks
from kiosk.app.moving import Move, move_of, take_move
from kiosk.ui.form.counter.words import Move as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Button, Icon, Label
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll

_ICONS = {"added": ("circle-check", "good"), "removed": ("x", "bad"), "changed": ("pencil", "accent")}


class MovePage(QWidget):
    """`taken`: on to the newer version; `stayed`: the draft stays with the one it was begun in."""

    taken = Signal()
    stayed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title, self._hint = Label("", "section"), Label(Words.HINT, "note", "muted", wrap=True)
        self._carried = Banner(theme, "good", "")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.addLayout(self._list)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(10))
        for part in (self._title, self._hint, self._carried):
            box.addWidget(part)
        box.addWidget(Scroll(theme, inner), 1)
        box.addLayout(self._deeds())

    def show_move(self, move: Move) -> None:
        """All that is different, and what becomes of what was typed."""
        self._title.setText(Words.TITLE.format(name=move.new.name, old=move.old.version, new=move.new.version))
        self._carried.set_words(Words.CARRIED.format(count=len(move.kept)), Words.LEFT_HOW if move.left else "")
        refill(self._list)
        if move.left:
            self._list.addWidget(Label(Words.LEFT.format(count=len(move.left)), "strong"))
            for label, value in move.left.items():
                self._list.addWidget(self._line("triangle-alert", "warn", f"{label}{Words.COLON}{_said(value)}"))
        told = _told(move.changes)
        self._list.addWidget(Label(Words.CHANGES.format(count=len(told)), "strong"))
        for sentence, kind in told.items():
            self._list.addWidget(self._line(*_ICONS[kind], sentence))
        self._take.setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self, icon: str, tone: str, text: str) -> QFrame:
        theme, card = self._theme, QFrame()
        card.setProperty("card", "plain")
        row = QHBoxLayout(card)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(10))
        row.addWidget(Icon(theme, icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, wrap=True), 1)
        return card

    def _deeds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(12))
        self._take = Button(self._theme, Words.TAKE, key="Enter", kind="primary")
        self._stay = Button(self._theme, Words.STAY, key="Esc")
        for button, told in ((self._take, self.taken), (self._stay, self.stayed)):
            button.setShortcut("")  # the page listens
            button.clicked.connect(told)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Esc stays."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.stayed.emit()
        else:
            super().keyPressEvent(event)


class Moving(QObject):
    """Between the page and the desks. `settled` names the draft once it is decided; it can be opened then."""

    settled = Signal(str)

    def __init__(self, desks: Desks, page: MovePage) -> None:
        super().__init__(page)
        self._desks, self._page = desks, page
        self._move: Move | None = None
        page.taken.connect(self._on_taken)
        page.stayed.connect(self._on_stayed)

    def ask(self, draft_id: str) -> bool:
        """Whether there is something to decide; the page shows it then."""
        draft = self._desks.drafts.open(draft_id)
        self._move = move_of(draft, self._desks.intake.open) if draft else None
        if self._move is None:
            return False
        self._page.show_move(self._move)
        return True

    def _on_taken(self) -> None:
        if self._move is not None:
            move, self._move = self._move, None
            self.settled.emit(take_move(move, self._desks.drafts).id)

    def _on_stayed(self) -> None:
        if self._move is not None:
            move, self._move = self._move, None
            self.settled.emit(move.draft.id)


def _told(changes: Sequence[Change]) -> dict[str, str]:
    """What a clerk has to know, each sentence once, with its kind: of a rule only that it changed, no formulas."""
    told: dict[str, str] = {}
    for change in changes:
        if change.part == "rules" and change.kind == "changed":
            told[Words.RULE.format(label=change.label)] = change.kind
        elif change.what not in Words.FOR_AUTHORS:
            told[change.sentence] = change.kind
    return told


def _said(value: object) -> str:
    """What was typed, as a line."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return Words.BETWEEN.join(str(one) for one in value if one is not None)
    return str(value)
