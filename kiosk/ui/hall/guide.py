"""The service guide on the hall screen: in short and in big type, or whole, with its 22 elements; and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.fit import Fit
from kiosk.ui.hall.words import ELEMENTS, word
from kiosk.ui.pages import page_box, title_row
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Button, Card, Icon, Label, rule
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.widgets.words import plain

if TYPE_CHECKING:
    from kiosk.app.guides import GuidePrinters
    from kiosk.app.papers import GuideFacts

SIDE_KEYS = 400


@dataclass(frozen=True, slots=True)
class GuideShown:
    """A guide as it is looked at: the matter's code, what it says, how much of it, and what can be printed."""

    code: str
    facts: GuideFacts
    printers: GuidePrinters
    full: bool = False


class GuidePage(QWidget):
    """`whole_wanted` tells short (False) or full (True); `print_wanted` the same for paper."""

    says = "guide"
    whole_wanted = Signal(bool)
    print_wanted = Signal(bool)
    keys_high = True

    def __init__(self, theme: Theme, fit: Fit, shown: GuideShown) -> None:
        super().__init__()
        self._theme, self._shown = theme, shown
        box = page_box(theme, self)
        box.addLayout(title_row(theme, plain(shown.facts.name), word("guide"), icon="book-open"))
        content = Scroll(theme, self._full() if shown.full else self._short())
        self._said = Card(theme, "good", margin=20)
        self._sentence = Label("", "strong", "good", wrap=True)
        self._said.box.addWidget(self._sentence)
        self._said.hide()
        self._prints = self._print_keys()
        if fit.upright:
            self._stand(box, content)
        else:
            self._lie(box, content)

    def show_printing(self) -> None:
        """The paper is on its way; nothing can be pressed twice."""
        self._said.hide()
        for key in self._prints:
            key.setEnabled(False)

    def show_printed(self, trouble: str) -> None:
        """It came out, or why not and what to do."""
        for key in self._prints:
            key.setEnabled(True)
        tone = "bad" if trouble else "good"
        self._said.set_look(tone)
        self._sentence.set_tone(tone)
        self._sentence.setText(word("guide_not_printed", why=trouble) if trouble else word("guide_printed"))
        self._said.show()

    def _stand(self, box: QVBoxLayout, content: Scroll) -> None:
        """Upright: keys in rows over and under what is read."""
        box.addLayout(self._row(self._ways()))
        box.addWidget(content, 1)
        box.addWidget(self._said)
        if self._prints:
            box.addLayout(self._row(self._prints))

    def _lie(self, box: QVBoxLayout, content: Scroll) -> None:
        """Lying: keys at the side, so that there is height to read."""
        row, side = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(self._theme.px(32))
        side.setSpacing(self._theme.px(20))
        for key in (*self._ways(), *self._prints):
            key.setFixedWidth(self._theme.px(SIDE_KEYS))
            side.addWidget(key)
        side.addStretch(1)
        read = QVBoxLayout()
        read.setSpacing(self._theme.px(20))
        read.addWidget(content, 1)
        read.addWidget(self._said)
        row.addLayout(side)
        row.addLayout(read, 1)
        box.addLayout(row, 1)

    def _row(self, keys: list[Button]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(24))
        for key in keys:
            row.addWidget(key, 1)
        return row

    def _ways(self) -> list[Button]:
        made = []
        for full, key in ((False, "guide_short"), (True, "guide_full")):
            button = Button(self._theme, word(key))
            button.set_chosen(self._shown.full is full)
            button.clicked.connect(lambda _=False, full=full: self.whole_wanted.emit(full))
            made.append(button)
        return made

    def _print_keys(self) -> list[Button]:
        printers = self._shown.printers
        wanted = [(False, "guide_print_short", printers.slips or printers.sheets)]
        wanted.append((True, "guide_print_full", printers.sheets))
        keys = []
        for full, name, can in wanted:
            if can:
                key = Button(self._theme, word(name), icon="printer", kind="plain" if full else "primary")
                key.clicked.connect(lambda _=False, full=full: self.print_wanted.emit(full))
                keys.append(key)
        return keys

    def _short(self) -> QWidget:
        """Four questions and their answers, in the largest type."""
        facts, theme = self._shown.facts, self._theme
        inside, column = self._column(theme.px(24))
        bring = Card(theme, margin=32, gap=10)
        bring.box.addLayout(self._head("file-text", word("guide_bring")))
        for nth, one in enumerate(facts.materials):
            if nth:
                bring.box.addWidget(rule())
            bring.box.addWidget(Label(plain(one.name), "name", wrap=True))
            bring.box.addWidget(Label(one.bring, "body", "muted", wrap=True))
        if not facts.materials:
            bring.box.addWidget(Label(word("materials_none"), "name", wrap=True))
        column.addWidget(bring)
        said = (
            ("clock", "guide_days", facts.how_long),
            ("banknote", "guide_fee", facts.fee),
            ("map-pin", "guide_where", f"{facts.where}\n{facts.address}"),
            ("user-check", "guide_who", "\n".join(facts.conditions)),
            ("handshake", "guide_proxy", facts.proxy),
            ("phone", "guide_ask", facts.ask),
        )
        for icon, key, text in said:
            if text:
                card = Card(theme, margin=32, gap=8)
                card.box.addLayout(self._head(icon, word(key)))
                card.box.addWidget(Label(text, "body" if key == "guide_who" else "name", wrap=True))
                column.addWidget(card)
        self._unset(column)
        column.addStretch(1)
        return inside

    def _full(self) -> QWidget:
        """All elements in the order of the standard."""
        theme, facts = self._theme, self._shown.facts
        inside, column = self._column(theme.px(16))
        for nth, (title, names) in enumerate(ELEMENTS, 1):
            card = Card(theme, margin=28, gap=8)
            card.box.addWidget(Label(f"{nth}\u3000{title}", "strong", "accent", wrap=True))
            for line in _lines(facts, names):
                card.box.addWidget(Label(line, "body", wrap=True))
            column.addWidget(card)
        if facts.notes:
            card = Card(theme, margin=28, gap=8)
            card.box.addWidget(Label(word("guide_notes"), "strong", "accent", wrap=True))
            for line in facts.notes:
                card.box.addWidget(Label(line, "body", wrap=True))
            column.addWidget(card)
        self._unset(column)
        column.addStretch(1)
        return inside

    def _unset(self, column: QVBoxLayout) -> None:
        if self._shown.facts.unset:
            column.addWidget(Banner(self._theme, "warn", word("guide_unset"), self._shown.facts.unset))

    def _head(self, icon: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(18))
        row.addWidget(Icon(self._theme, icon, "accent", 44), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label(text, "strong", "accent"), 1)
        return row

    def _column(self, gap: int) -> tuple[QWidget, QVBoxLayout]:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        return inside, column


def _lines(facts: GuideFacts, names: str) -> list[str]:
    """What an element says, line by line."""
    if names == "materials":
        rows = [
            word(
                "guide_material", name=plain(one.name), how=one.form, count=one.count, need=one.need, source=one.source
            )
            + (f"\n{one.remark}" if one.remark else "")
            for one in facts.materials
        ]
        return [f"{nth}. {row}" for nth, row in enumerate(rows, 1)] or [word("materials_none")]
    if names == "steps":
        rows = [
            word("guide_step", name=one.name, actor=one.actor, days=one.days, output=one.output) for one in facts.steps
        ]
        return [f"{nth}. {row}" for nth, row in enumerate(rows, 1)] or [word("guide_not_stated")]
    said: list[str] = []
    for name in names.split():
        value = getattr(facts, name)
        said += list(value) if isinstance(value, tuple) else [value] if value else []
    return said or [word("guide_not_stated")]
