"""One question on the sheet: its label, its editor, and what is to be said beside and under it."""

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from forms import Field
from forms.capitals import in_capitals
from kiosk.ui.form.chips import Chips
from kiosk.ui.form.editors import Kit, Span, describe, make_editor, span_of
from kiosk.ui.form.helpbox import help_lines
from kiosk.ui.form.labels import GAP, balanced
from kiosk.ui.form.line import LineEditor
from kiosk.ui.form.note import Note
from kiosk.ui.form.paper import PaperEditor
from kiosk.ui.form.paragraph import Paragraph
from kiosk.ui.form.segments import Segments
from kiosk.ui.form.telling import told
from kiosk.ui.form.tones import Tone
from kiosk.ui.form.under import Under
from kiosk.ui.form.verdicts import FieldState
from kiosk.ui.form.widths import width_of
from kiosk.ui.form.words import Field as Words
from kiosk.ui.form.words import Key
from kiosk.ui.widgets import Label

CONTROL, ASIDE_GAP = 36, 10


class FieldRow(QObject):
    """Lives on its card; the card says where. `path` is the field's path in the answers, `table` the question that it
    is a column of."""

    typed = Signal(str)
    done = Signal(str)
    left = Signal(str)

    def __init__(self, field: Field, path: str, kit: Kit, card: QWidget, table: str = "") -> None:
        super().__init__(card)
        self.field = field
        self.path = path
        self.span = span_of(field)
        self.visible = True
        self._kit = kit
        self._help = help_lines(kit.matter, field, table)
        self._state = FieldState()
        self._under = Under(kit.theme, card)
        self._width = width_of(field, kit, table)
        self.label = Label(wrap=True, on=card)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._aside: Label | None = None
        self.editor = make_editor(field, kit, card, "\n".join(self._help))
        self._hint = _hint(self.editor, field)
        self.label.setBuddy(self.editor)
        self.label.show()
        self.editor.show()
        self.editor.typed.connect(lambda: self.typed.emit(self.path))
        self.editor.done.connect(lambda: self.done.emit(self.path))
        self.editor.left.connect(lambda: self.left.emit(self.path))

    @property
    def least(self) -> int:
        """Pixels that its field needs for the longest answer that belongs in it."""
        if isinstance(self.editor, Segments):
            return self.editor.sizeHint().width()
        return self._width.least if isinstance(self.editor, LineEditor) else 0

    def value(self) -> object:
        """What stands in the field."""
        return self.editor.value()

    def show_value(self, value: object) -> None:
        """What was typed before."""
        self.editor.show_value(value)
        self._say_aside()

    def show_state(self, state: FieldState) -> bool:
        """Faults, derived and offered values. True when the room it takes may have changed."""
        wider = self._say_aside()
        if state == self._state:
            return wider
        before, self._state = self._state, state
        if isinstance(self.editor, LineEditor):
            self._show_line(self.editor, state)
        self.editor.show_tone(_tone(state))
        wider = self._say_aside() or wider
        if (state.faults, state.offer) == (before.faults, before.offer):
            return wider or state.source != before.source
        known = told(self.field, self._kit.matter, state.offer.value) if state.offer else ""
        self._under.show_state(state, "" if isinstance(self.editor, LineEditor) else known)
        offered = (f"{known}\u3000{state.offer.source}",) if state.offer else ()
        said = (*(fault.sentence for fault in state.faults), *offered, *self._help)
        describe(self.editor, self.field, "\n".join(said))
        return True

    def show_help(self, wanted: bool) -> bool:
        """What the question means, or no longer. True when the room it takes has changed."""
        return self._under.show_help((lambda: self._help) if wanted else None)

    def show_visible(self, visible: bool) -> bool:
        """Show the question or not; True when that is a change."""
        if visible == self.visible:
            return False
        self.visible = visible
        for part in (self.label, self.editor, *([self._aside] if self._aside is not None else [])):
            part.setVisible(visible)
        self._under.show_visible(visible)
        return True

    def place(self, room: QRect, gap: int, label: int) -> int:
        """Lay it out from `room`'s top left in its width; returns the height. `gap` parts the two columns,
        `label` is the width of the column of labels."""
        theme = self._kit.theme
        if self.span is Span.LONG:
            beside = room.width() - (room.width() - gap) // 2 + label
            label = min(beside, room.width() - theme.px(GAP) - self.least)
        above = room.width() - label - theme.px(GAP) < self.least
        label = room.width() if above else label
        height = self._place_label(room, label, above=above)
        x, y = (room.x(), room.y() + height) if above else (room.x() + label + theme.px(GAP), room.y())
        width = room.right() + 1 - x
        below = self._place_editor(x, y, width)
        below += self._under.place(x, y + below, width)
        return height + below if above else max(height, below)

    def focus(self) -> None:
        """Put the cursor here."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def owns(self, widget: QWidget) -> bool:
        """True for the editor and what is in it."""
        return widget is self.editor or self.editor.isAncestorOf(widget)

    @property
    def at(self) -> str:
        """The path that the cursor is at, when it is here."""
        return self.path

    def has_focus(self) -> bool:
        """True while the cursor is here."""
        at = QApplication.focusWidget()
        return at is not None and self.owns(at)

    def bounds(self) -> QRect:
        """The place of all of it on its card."""
        return self._under.united(self.label.geometry().united(self.editor.geometry()))

    def _place_label(self, room: QRect, width: int, *, above: bool) -> int:
        """Beside its field, or above it where both do not fit into a line; returns its height."""
        theme, side = self._kit.theme, Qt.AlignmentFlag.AlignLeft if above else Qt.AlignmentFlag.AlignRight
        self.label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.label.setText(balanced(self.field.label, width, theme.metrics("body")))
        height = max(0 if above else theme.px(CONTROL), self.label.heightForWidth(width))
        self.label.setGeometry(QRect(room.x(), room.y(), width, height))
        return height

    def _place_editor(self, x: int, y: int, width: int) -> int:
        if isinstance(self.editor, (Chips, Paragraph, PaperEditor)):
            height = self.editor.place(width)
            self.editor.setGeometry(QRect(x, y, width, height))
            return height
        height = self._kit.theme.px(CONTROL)
        whole = isinstance(self.editor, Segments) or bool(self._state.offer) or bool(self._state.source)
        taken = width if whole else min(width, self._width.wanted)
        self.editor.setGeometry(QRect(x, y, taken, height))
        return height + self._place_aside(x, y, taken, width)

    def _place_aside(self, x: int, y: int, taken: int, width: int) -> int:
        """The amount in capitals: beside its field, below it where there is no room; returns what it adds below."""
        aside, theme = self._aside, self._kit.theme
        if aside is None or not aside.text():
            return 0
        beside, height = x + taken + theme.px(ASIDE_GAP), theme.px(CONTROL)
        if beside + aside.sizeHint().width() <= x + width:
            aside.setGeometry(QRect(beside, y, x + width - beside, height))
            return 0
        below = aside.heightForWidth(width)
        aside.setGeometry(QRect(x, y + height, width, below))
        return below

    def _say_aside(self) -> bool:
        """Say an amount in capitals; True when it came or went."""
        if self.field.type != "money" or not isinstance(self.editor, LineEditor):
            return False
        amount = self._state.settled if self.editor.value() == "" else self.editor.value()
        said = in_capitals(amount) if amount not in (None, "") else ""
        if self._aside is None:
            if not said:
                return False
            self._aside = Label("", "note", "muted", wrap=True)
            self._aside.setParent(self.editor.parentWidget())
            self._aside.setVisible(self.visible)
        changed = self._aside.text() != said
        self._aside.setText(said)
        self._aside.setAccessibleName(Words.CAPITALS.format(text=said) if said else "")
        return changed

    def _show_line(self, editor: LineEditor, state: FieldState) -> None:
        editor.show_settled(state.settled, state.fixed)
        editor.show_hint("" if state.waiting else self._hint)
        editor.show_offer(state.offer.value if state.offer else None)
        editor.show_note(_note(state, bool(self.field.auto)))


def _hint(editor: QWidget, field: Field) -> str:
    """How to write it, and that it may be left out."""
    if not isinstance(editor, LineEditor):
        return ""
    hint = editor.placeholderText()
    if not field.required and not field.auto:
        hint = Words.OPTIONAL_LIKE.format(hint=hint) if hint else Words.OPTIONAL
    editor.show_hint(hint)
    return hint


def _tone(state: FieldState) -> Tone:
    graver = {fault.severity for fault in state.faults}
    if "error" in graver:
        return Tone.FAULT
    if "warn" in graver:
        return Tone.WARN
    if state.offer is not None:
        return Tone.OFFERED
    if state.waiting or (state.settled is not None and state.fixed):
        return Tone.DERIVED
    return Tone.TAKEN if state.source else Tone.PLAIN


def _note(state: FieldState, derived: bool) -> Note:
    if state.offer is not None:
        return Note(Words.TAKE, key=Key.TAKE, colour="accent")
    if state.waiting:
        return Note(Words.DERIVED, "calculator")
    if derived and state.settled is not None:
        return Note(Words.DERIVED if state.fixed else Words.DERIVED_OFFERED, "calculator")
    return Note(state.source, "history") if state.source else Note()
