"""Who works here: everybody with roles, somebody new, a start code anew, roles changed, somebody gone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.staff import PEOPLE, Account, Role
from kiosk.domain.staff.words import role_word
from kiosk.ui.office.table import Table
from kiosk.ui.office.words import Staff as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Button, Card, FieldBox, Label, LineField, TickBox

SIDE = 400
KEYS = {
    "F2": Words.NEW,
    "F4": Words.SAVE,
    "F5": Words.RESET,
    "F6": Words.LEAVE,
}


class StaffPage(QWidget):
    """`pressed` names a key; what stands in the form is read with `number`, `name` and `roles`."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, *, keeps: bool) -> None:
        super().__init__()
        self._theme = theme
        self._accounts: Sequence[Account] = ()
        self.table = Table(theme, Words.TITLE, (Words.NUMBER, Words.NAME, Words.ROLES, Words.STATE), (110, 150, 0, 150))
        self.table.chosen.connect(self._on_chosen)
        left = Card(theme, margin=14, gap=8)
        left.box.addWidget(Label(Words.TITLE, "section"))
        left.box.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.px(16)] * 4)
        row.setSpacing(theme.px(12))
        row.addWidget(left, 1)
        side = self._side()
        row.addWidget(side)
        side.setVisible(keeps)
        self.begin_new()

    def show_accounts(self, accounts: Sequence[Account]) -> None:
        """Everybody by number, those who left at the end."""
        self._accounts = sorted(accounts, key=lambda one: (one.left, one.staff))
        self.table.rows.show_rows([_row(one) for one in self._accounts])

    @property
    def account(self) -> Account | None:
        """The one that the form is about; None for somebody new."""
        return next((one for one in self._accounts if one.staff == self.number and self._known), None)

    @property
    def number(self) -> str:
        """The number that stands in the form."""
        return self._number.text().strip()

    @property
    def name(self) -> str:
        """The name that stands there."""
        return self._name.text().strip()

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(role for role, box in self._roles.items() if box.isChecked())

    def begin_new(self) -> None:
        """An empty form."""
        self._known = False
        self.table.clearSelection()
        for line in (self._number, self._name):
            line.clear()
            line.setReadOnly(False)
        for box in self._roles.values():
            box.setChecked(False)
        self._head.setText(Words.SOMEBODY_NEW)
        self.show_code("", "")
        self.show_said("")
        self._number.setFocus(Qt.FocusReason.TabFocusReason)

    def show_code(self, name: str, code: str) -> None:
        """The start code, as long as this form stands; '' hides it."""
        self._code.setVisible(bool(code))
        self._code.set_words(Words.CODE.format(name=name, code=code), Words.CODE_TEXT)

    def show_said(self, sentence: str) -> None:
        """Why not."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def _side(self) -> Card:
        theme = self._theme
        card = Card(theme, margin=16, gap=10)
        card.setFixedWidth(theme.px(SIDE))
        self._head = Label("", "section")
        self._number = LineField(theme, Words.NUMBER)
        self._name = LineField(theme, Words.NAME)
        card.box.addWidget(self._head)
        card.box.addWidget(FieldBox(theme, Words.NUMBER, self._number))
        card.box.addWidget(FieldBox(theme, Words.NAME, self._name))
        card.box.addWidget(Label(Words.ROLES, "body", "muted"))
        self._roles = {role: TickBox(theme, role_word(role)) for role in PEOPLE}
        grid = QGridLayout()
        for nth, box in enumerate(self._roles.values()):
            grid.addWidget(box, nth // 2, nth % 2)
        card.box.addLayout(grid)
        card.box.addWidget(Label(Words.EXCLUDES, "note", "muted", wrap=True))
        self._said = Label("", "body", "bad", wrap=True)
        self._code = Banner(theme, "good", "", Words.CODE_TEXT)
        for part in (self._said, self._code):
            part.hide()
            card.box.addWidget(part)
        card.box.addStretch(1)
        card.box.addLayout(self._buttons())
        return card

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(8))
        for pair in (("F4", "F2"), ("F5", "F6")):
            line = QHBoxLayout()
            line.setSpacing(self._theme.px(8))
            for key in pair:
                button = Button(self._theme, KEYS[key], key=key, kind="primary" if key == "F4" else "plain")
                button.clicked.connect(lambda _=False, key=key: self.pressed.emit(key))
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        return column

    def _on_chosen(self, row: int) -> None:
        if not 0 <= row < len(self._accounts):
            return
        account = self._accounts[row]
        self._known = True
        self._number.setText(account.staff)
        self._name.setText(account.name)
        for line in (self._number, self._name):
            line.setReadOnly(True)
        for role, box in self._roles.items():
            box.setChecked(role in account.roles)
        self._head.setText(Words.SOMEBODY.format(name=account.name))
        self.show_code("", "")
        self.show_said("")


def _row(account: Account) -> tuple[str, str, str, str]:
    roles = Words.AND.join(role_word(role) for role in sorted(account.roles))
    states = ((account.left, Words.LEFT), (account.start, Words.START), (account.badge, Words.BADGE))
    state = next((word for so, word in states if so), Words.HERE)
    return account.staff, account.name, roles, state
