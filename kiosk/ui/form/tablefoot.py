"""What stands under a table: the keys that add a row and bring one back, and how to go on."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.ui.form.openrow import small_button
from kiosk.ui.form.rows import Rows
from kiosk.ui.form.words import Table
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Elided

FOOT = 34


class TableFoot:
    """Two keys and a sentence in a line."""

    def __init__(
        self, theme: Theme, name: str, parent: QWidget, add: Callable[[], None], restore: Callable[[], None]
    ) -> None:
        self._theme = theme
        self._parent = parent
        self.add_key = small_button(theme, Table.ADD, Table.KEY_ADD, parent, add)
        self.add_key.setAccessibleName(f"{name} {Table.ADD}")
        self._restore_key = small_button(theme, Table.RESTORE, Table.KEY_RESTORE, parent, restore)
        self._restore_key.setAccessibleName(f"{name} {Table.RESTORE}")
        self._hint = Elided(Table.EMPTY, "note", "muted")
        self._hint.setParent(parent)

    def show_rows(self, rows: Rows) -> None:
        """How to go on from here."""
        self._restore_key.setVisible(bool(rows.dropped))
        self._hint.setText(Table.ON if rows.cells else Table.EMPTY)

    def focus(self) -> None:
        """The cursor onto the key that adds a row."""
        self.add_key.setFocus(Qt.FocusReason.TabFocusReason)

    def place(self, y: int, width: int) -> int:
        """Lay it out from `y`; returns the y below it."""
        theme, x = self._theme, 0
        for button in (self.add_key, self._restore_key):
            if button.isVisibleTo(self._parent):
                wide = button.sizeHint().width()
                button.setGeometry(QRect(x, y, wide, theme.px(FOOT)))
                x += wide + theme.px(8)
        self._hint.setGeometry(QRect(x, y, max(0, width - x), theme.px(FOOT)))
        return y + theme.px(FOOT)
