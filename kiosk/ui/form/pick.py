"""A field in which one of many is chosen by its first letters, its code or a piece of its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QPoint, QRect, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from forms import CodeSet
from kiosk.ui.form.dress import form_sheet
from kiosk.ui.form.line import LineEditor
from kiosk.ui.form.note import Note
from kiosk.ui.form.spellings import Spelling
from kiosk.ui.form.words import Field
from kiosk.ui.theme import Theme

ROWS, ROW = 8, 32
CHEVRON = Note("", "chevron-down")


@dataclass(frozen=True, slots=True)
class Pick:
    """One that may be chosen; `hint` stands small behind it."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen: `find` gives those that fit what was typed, best first; `label` names a code."""

    find: Callable[[str], Sequence[Pick]]
    label: Callable[[str], str]


def choices_of(code_set: CodeSet) -> Choices:
    """The options of a code set, found by first letters of pinyin, by code, or by a piece of the label."""
    options = [(Pick(one.code, one.label, one.code), one.initials) for one in code_set.options]

    def find(text: str) -> Sequence[Pick]:
        wanted = text.strip().lower()
        if not wanted:
            return [pick for pick, _ in options]
        begins = [p for p, letters in options if letters.startswith(wanted) or p.code.lower() == wanted]
        inside = [p for p, letters in options if wanted in p.label.lower() or wanted in letters]
        coded = [p for p, _ in options if p.code.lower().startswith(wanted)]
        return list(dict.fromkeys([*begins, *inside, *coded]))

    return Choices(find, code_set.label_of)


class PickList(QListView):
    """The list that opens under such a field; it lies over the whole window and never takes the focus. Its lines are
    plain texts: a list of item objects, made and thrown away at every letter, brought the program down now and then."""

    def __init__(self, theme: Theme, home: QWidget) -> None:
        super().__init__(home)
        self._theme = theme
        self._field: QWidget | None = None
        self._take: Callable[[str], None] | None = None
        self._codes: Sequence[str] = ()
        self._lines = QStringListModel(self)
        self.setModel(self._lines)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet(form_sheet(theme))  # it lies outside the form
        self.setObjectName("pickList")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def open_under(self, field: QWidget, picks: Sequence[Pick], take: Callable[[str], None]) -> None:
        """Show what may be chosen, below the field or above it where there is more room; `take` is told a click."""
        self._field, self._take = field, take
        self._codes = [pick.code for pick in picks]
        texts = [f"{pick.label}\u3000{pick.hint}" if pick.hint else pick.label for pick in picks]
        self._lines.setStringList(texts or [Field.SAME_AS])
        self._mark(0 if picks else -1)
        self.setGeometry(self._place(field))
        self.raise_()
        self.show()

    def texts(self) -> list[str]:
        """The lines as they are read."""
        return self._lines.stringList()

    def is_open_for(self, field: QWidget) -> bool:
        """True while it stands under this field."""
        return self._field is field and self.isVisible()

    def current_code(self) -> str:
        """The code of the marked line, '' when there is none."""
        row = self.currentIndex().row()
        return self._codes[row] if 0 <= row < len(self._codes) else ""

    def step(self, by: int) -> None:
        """Mark the next line, or the one before."""
        if self.current_code():
            self._mark(max(0, min(len(self._codes) - 1, self.currentIndex().row() + by)))

    def _mark(self, row: int) -> None:
        self.setCurrentIndex(self._lines.index(row, 0))

    def _place(self, field: QWidget) -> QRect:
        height = self._theme.px(ROW) * min(ROWS, len(self.texts())) + self._theme.px(10)
        corner = field.mapTo(field.window(), QPoint(0, field.height() + self._theme.px(4)))
        if corner.y() + height > field.window().height():
            corner.setY(max(0, corner.y() - field.height() - height - self._theme.px(8)))
        return QRect(corner.x(), corner.y(), max(field.width(), self._theme.px(240)), height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._take is not None and (code := self.current_code()):
            self._take(code)


class Picks:
    """The one list of a whole form. It is made in its window when it is first opened, and anew in another window."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._list: PickList | None = None

    @property
    def list(self) -> PickList | None:
        """The list itself; None before it was opened, and after its window is gone."""
        return self._list if self._list is not None and shiboken6.isValid(self._list) else None

    def open_under(self, field: QWidget, picks: Sequence[Pick], take: Callable[[str], None]) -> None:
        """Show what may be chosen under a field."""
        there = self.list
        if there is None or there.parentWidget() is not field.window():
            self.drop()
            there = self._list = PickList(self._theme, field.window())
        there.open_under(field, picks, take)

    def is_open_for(self, field: QWidget) -> bool:
        """True while it stands under this field."""
        return self.list is not None and self.list.is_open_for(field)

    def current_code(self) -> str:
        """The code of the marked line, '' when there is none."""
        return self.list.current_code() if self.list is not None else ""

    def step(self, by: int) -> None:
        """Mark the next line, or the one before."""
        if self.list is not None:
            self.list.step(by)

    def hide(self) -> None:
        """Close it."""
        if self.list is not None:
            self.list.hide()

    def drop(self) -> None:
        """Its form is gone, or stands in another window."""
        if self.list is not None:
            self.list.deleteLater()
        self._list = None


class PickEditor(LineEditor):
    """Typing narrows the list; Enter takes the marked one. What fits nothing stays as typed and is found wrong."""

    def __init__(self, theme: Theme, choices: Choices, shared: Picks, parent: QWidget | None = None) -> None:
        super().__init__(theme, Spelling(choices.label, lambda text: text), parent)
        self._choices = choices
        self._list = shared
        self._show_notes((Note(), CHEVRON))
        self.textEdited.connect(self._open)

    def choose(self, code: str) -> None:
        """Take one by its code."""
        self._list.hide()
        self._settled = False
        self._kept = code
        self.setText(self._editing())
        self.typed.emit()

    def show_settled(self, value: object, fixed: bool) -> None:
        """What follows from other answers; there is nothing to open then."""
        super().show_settled(value, fixed)
        self._show_notes((self._notes[0], Note() if self._settled else CHEVRON))

    def settle(self) -> None:
        """Take the marked line if one was searched for, and close the list."""
        if not self._list.is_open_for(self):
            return
        code = self._list.current_code()
        self._list.hide()
        if code and self.text().strip() and self._kept != code:
            self.choose(code)

    def _editing(self) -> str:
        return self._choices.label(self._kept)

    def _open(self, text: str) -> None:
        if not self.isReadOnly():
            self._list.open_under(self, self._choices.find(text), self.choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        opened = self._list.is_open_for(self)
        if opened and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open("")
        elif opened and key == Qt.Key.Key_Escape:
            self._list.hide()
        elif opened and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _MODIFIED:
            if code := self._list.current_code():
                self.choose(code)
            self._list.hide()
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self._list.is_open_for(self):
            self._open("")


_MODIFIED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
