"""What a question means, said under its field when the clerk asks (Alt+H): what it is, where on the paper, a sample."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from forms import Field, Matter, help_of
from kiosk.ui.form.telling import told
from kiosk.ui.form.words import Help as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Icon, Label

PAD, INDENT = 8, 22


def help_lines(matter: Matter, field: Field, table: str = "") -> tuple[str, ...]:
    """The help for a question, or for a column of `table`, in a sentence for each of its parts that are known."""
    known = help_of(matter, field, table)
    sample = told(field, matter, known.sample) if known.sample is not None and field.type not in _SELF_TOLD else ""
    parts = ((Words.WHAT, known.what), (Words.HOW, known.how), (Words.FOUND, known.found), (Words.SAMPLE, sample))
    return tuple(word.format(text=text) for word, text in parts if text)


class HelpBox(QFrame):
    """A soft card with a sign; a screen reader reads it out as it appears."""

    def __init__(self, theme: Theme, lines: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("offer", "true")
        self._icon = Icon(theme, "circle-question-mark", "accent", 16)
        self._icon.setParent(self)
        self._lines = [self._line(line) for line in lines]
        self.setAccessibleName("\n".join(lines))

    def announce(self) -> None:
        """Shown, and said aloud."""
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self, width: int) -> int:
        """Lay it out in `width`; returns its height."""
        pad, x = self._theme.px(PAD), self._theme.px(PAD + INDENT)
        self._icon.move(pad, pad + self._theme.px(2))
        y = pad
        for line in self._lines:
            height = line.heightForWidth(width - x - pad)
            line.setGeometry(QRect(x, y, width - x - pad, height))
            y += height
        return y + pad

    def _line(self, text: str) -> Label:
        label = Label(text, "note", wrap=True)
        label.setParent(self)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return label


_SELF_TOLD = frozenset(("bool", "table", "signature", "attachment", "textarea"))
