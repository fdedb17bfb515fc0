"""Where something is typed: lines with a fault beside them, said while typing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.ui.fonts import drawable
from kiosk.ui.theme import Theme
from kiosk.ui.widgets.labels import Icon, Label, restyle


class LineField(QLineEdit):
    """One line. `name` is its accessible name; `entered` and `left` tell that the cursor came and went."""

    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str = "", *, digits: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(theme.control)
        self.textChanged.connect(drawable)  # the letters of a rare name are fetched when it is typed
        if digits:
            self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhNoPredictiveText)
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # numbers need no input method

    def set_fault(self, fault: bool) -> None:
        """Frame it as wrong, or right again."""
        restyle(self, "fault", fault)

    def set_given(self, given: str) -> None:
        """'derived' (reckoned from another field), 'offered' (may be taken over) or '' (typed)."""
        restyle(self, "given", given)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the cursor is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()


class FieldBox(QWidget):
    """A label above, any field, and underneath either a hint or a fault with its icon."""

    def __init__(self, theme: Theme, label: str, field: QWidget, hint: str = "") -> None:
        super().__init__()
        self.field = field
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.label = Label(label, "body", "muted")
        self.label.setBuddy(field)
        column.addWidget(self.label)
        column.addWidget(field)
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        self._sign = Icon(theme, "circle-x", "bad", 28 if theme.touch else 14)
        self._sign.setFixedHeight(theme.metrics("note").height())  # on the first line's middle
        self._said = Label(hint, "note", "muted", wrap=True)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._said, 1)
        column.addLayout(line)
        self.show_fault("")

    def show_hint(self, hint: str) -> None:
        """Say what is wanted now; a fault said before is gone."""
        self._hint = hint
        self.show_fault("")

    def show_fault(self, sentence: str) -> None:
        """Say what is wrong, or with '' what is wanted."""
        restyle(self.field, "fault", bool(sentence))
        self._sign.setVisible(bool(sentence))
        self._said.setText(sentence or self._hint)
        self._said.set_tone("bad" if sentence else "muted")
        self._said.setVisible(bool(sentence or self._hint))
        self.field.setAccessibleDescription(sentence or self._hint)
