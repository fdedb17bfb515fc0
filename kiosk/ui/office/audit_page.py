"""The journal as an audit administrator reads it: conditions above, entries below, newest first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.audit import AuditLine, Sought, moved_words
from kiosk.domain.deadline import CHINA
from kiosk.domain.staff import Role
from kiosk.domain.staff.words import role_word
from kiosk.ui.office.table import Table
from kiosk.ui.office.words import CONDITIONS, KIND_GROUPS, KINDS, SAID, VALUES
from kiosk.ui.office.words import Audit as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, ChoiceField, FieldBox, Label, LineField


class AuditPage(QWidget):
    """`sought` for conditions given, `more` for what lies behind the last line, `exported`, `verified` and
    `repaired`."""

    sought = Signal(object)
    more = Signal()
    exported = Signal(object)
    verified = Signal()
    repaired = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[AuditLine] = []
        headings = (Words.AT, Words.ACTOR, Words.KIND, Words.CASE, Words.SAID, Words.DEVICE, Words.PLACE)
        self.table = Table(theme, Words.TITLE, headings, (170, 110, 170, 290, 0, 170, 90))
        self._fields = {name: LineField(theme, word) for name, word in CONDITIONS.items()}
        self._kind = ChoiceField(theme, Words.KIND)
        for word, kinds in KIND_GROUPS:
            self._kind.addItem(word, kinds)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for name, word in CONDITIONS.items():
            self._fields[name].returnPressed.connect(self._on_seek)
            row.addWidget(FieldBox(theme, word, self._fields[name]), 2 if name == "case_no" else 1)
        row.addWidget(FieldBox(theme, Words.KIND, self._kind), 1)
        self._said = Label("", "body", "muted", wrap=True)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        for key, word, deed in (
            ("F3", Words.SEEK, self._on_seek),
            ("F5", Words.MORE, self.more.emit),
            ("F7", Words.EXPORT, lambda: self._give(self.exported)),
            ("F8", Words.VERIFY, self.verified.emit),
            ("F9", Words.REPAIR, self.repaired.emit),
        ):
            button = Button(theme, word, key=key, kind="primary" if key == "F3" else "plain")
            button.clicked.connect(deed)
            keys.addWidget(button)
        keys.addWidget(self._said, 1)
        card = Card(theme, margin=14, gap=10)
        card.box.addLayout(row)
        card.box.addLayout(keys)
        card.box.addWidget(self.table, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.addWidget(card)

    @property
    def last(self) -> int:
        """The place of the last line that is seen; 0 when none is."""
        return self._lines[-1].n if self._lines else 0

    def conditions(self) -> Sought | None:
        """What the fields say; None when a day is none, and then that is said."""
        text = {name: field.text().strip() for name, field in self._fields.items()}
        try:
            since, until = (date.fromisoformat(text[name]) if text[name] else None for name in ("since", "until"))
        except ValueError:
            self.show_said(Words.DAY_WRONG, "bad")
            return None
        return Sought(since, until, text["actor"], self._kind.currentData(), text["case_no"])

    def show_lines(self, lines: Sequence[AuditLine], *, behind: bool = False) -> None:
        """What was found, in place of what was there, or behind it."""
        rows = [_row(line) for line in lines]
        if behind:
            self._lines += lines
            self.table.rows.add(rows)
        else:
            self._lines = [*lines]
            self.table.rows.show_rows(rows)
        self.show_said(Words.FOUND.format(count=len(self._lines)) if self._lines else Words.NONE)

    def show_said(self, sentence: str, tone: str = "muted") -> None:
        """How it went."""
        self._said.setText(sentence)
        self._said.set_tone(tone)

    def _on_seek(self) -> None:
        self._give(self.sought)

    def _give(self, signal: SignalInstance) -> None:
        conditions = self.conditions()
        if conditions is not None:
            signal.emit(conditions)


def _row(line: AuditLine) -> tuple[str, ...]:
    at = f"{line.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
    place = f"{line.epoch}/{line.seq}" if line.seq else ""
    actor, kind = line.actor.removeprefix("staff:"), KINDS.get(line.kind, line.kind)
    said = Words.AND.join(filter(None, (moved_words(line), *map(_told, filter(None, line.said.split("; "))))))
    return at, actor, kind, line.case_no, said, line.device, place


def _told(part: str) -> str:
    """One of the things that an entry says, in words as far as there are any."""
    key, _, value = part.partition("=")
    if key == "roles":
        value = " ".join(role_word(Role(one)) if one in set(Role) else one for one in value.split())
    return f"{SAID.get(key, key)} {VALUES.get(value, value)}"
