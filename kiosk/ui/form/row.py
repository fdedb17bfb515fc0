"""One question on the sheet: its label, its editor, and what is to be said under it."""

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from forms import Field
from kiosk.ui.form.below import LINE_GAP, Line
from kiosk.ui.form.chips import Chips
from kiosk.ui.form.clearing import discard
from kiosk.ui.form.editors import NARROW, Kit, Span, make_editor, span_of
from kiosk.ui.form.line import LineEditor
from kiosk.ui.form.note import Note
from kiosk.ui.form.paper import PaperEditor
from kiosk.ui.form.paragraph import Paragraph
from kiosk.ui.form.telling import told
from kiosk.ui.form.tones import Tone
from kiosk.ui.form.verdicts import FieldState, Offer
from kiosk.ui.form.words import Field as Words
from kiosk.ui.form.words import Key
from kiosk.ui.widgets import Label

LABEL, LABEL_GAP, CONTROL, WIDEST, LINE_LETTERS = 107, 6, 36, 340, 6


class FieldRow(QObject):
    """Lives on its card; the card says where. `path` is the field's path in the answers."""

    typed = Signal(str)
    done = Signal(str)
    left = Signal(str)

    def __init__(self, field: Field, path: str, kit: Kit, card: QWidget) -> None:
        super().__init__(card)
        self.field = field
        self.path = path
        self.span = span_of(field)
        self.visible = True
        self._kit = kit
        self._card = card
        self._state = FieldState()
        self._lines: list[Line] = []
        self.label = Label(balanced(field.label) if self.span is not Span.LONG else field.label, wrap=True)
        self.label.setParent(card)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editor = make_editor(field, kit, card)
        self._hint = self.editor.placeholderText() if isinstance(self.editor, LineEditor) else ""
        self.label.setBuddy(self.editor)
        self.label.show()
        self.editor.show()
        self.editor.typed.connect(lambda: self.typed.emit(self.path))
        self.editor.done.connect(lambda: self.done.emit(self.path))
        self.editor.left.connect(lambda: self.left.emit(self.path))

    def value(self) -> object:
        """What stands in the field."""
        return self.editor.value()

    def show_value(self, value: object) -> None:
        """What was typed before."""
        self.editor.show_value(value)

    def show_state(self, state: FieldState) -> bool:
        """Faults, derived and offered values. True when the room it takes may have changed."""
        if state == self._state:
            return False
        before, self._state = self._state, state
        if isinstance(self.editor, LineEditor):
            self._show_line(self.editor, state)
        self.editor.show_tone(_tone(state))
        if (state.faults, state.offer) == (before.faults, before.offer):
            return False
        self._say(state)
        return True

    def show_visible(self, visible: bool) -> bool:
        """Show the question or not; True when that is a change."""
        if visible == self.visible:
            return False
        self.visible = visible
        for part in (self.label, self.editor, *self._lines):
            part.setVisible(visible)
        return True

    def place(self, room: QRect, gap: int) -> int:
        """Lay it out from `room`'s top left in its width; returns the height. `gap` parts the two columns."""
        theme = self._kit.theme
        label, height = theme.px(LABEL), theme.px(CONTROL)
        if self.span is Span.LONG:
            label = room.width() - (room.width() - gap) // 2 + label
        x = room.x() + label + theme.px(LABEL_GAP)
        width = room.right() + 1 - x
        labelled = max(height, self.label.heightForWidth(label))
        self.label.setGeometry(QRect(room.x(), room.y(), label, labelled))
        height = self._place_editor(x, room.y(), width)
        y = room.y() + height
        for line in self._lines:
            tall = line.place(width)
            line.setGeometry(QRect(x, y + theme.px(LINE_GAP), width, tall))
            y += tall + theme.px(LINE_GAP)
        return max(y - room.y(), labelled)

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
        rect = self.label.geometry().united(self.editor.geometry())
        for line in self._lines:
            rect = rect.united(line.geometry())
        return rect

    def _place_editor(self, x: int, y: int, width: int) -> int:
        theme = self._kit.theme
        if isinstance(self.editor, (Chips, Paragraph, PaperEditor)):
            height = self.editor.place(width)
        else:
            height = theme.px(CONTROL)
            width = min(width, theme.px(WIDEST)) if self.span is Span.HALF else width
            if self.field.type in NARROW and not self.field.auto and self._state.offer is None:
                width = min(width, theme.px(NARROW[self.field.type]))
        self.editor.setGeometry(QRect(x, y, width, height))
        return height

    def _show_line(self, editor: LineEditor, state: FieldState) -> None:
        editor.show_settled(state.settled, state.fixed)
        editor.show_hint("" if state.waiting else self._hint)
        editor.show_offer(state.offer.value if state.offer else None)
        editor.show_note(_note(state, bool(self.field.auto)))

    def _say(self, state: FieldState) -> None:
        said = len(state.faults) + (state.offer is not None)
        while len(self._lines) > said:
            discard(self._lines.pop())
        while len(self._lines) < said:
            self._lines.append(Line(self._kit.theme, self._card))
            self._lines[-1].setVisible(self.visible)
        for line, fault in zip(self._lines, state.faults, strict=False):
            line.show_fault(fault)
        if isinstance(state.offer, Offer):
            known = "" if isinstance(self.editor, LineEditor) else told(self.field, self._kit.matter, state.offer.value)
            self._lines[-1].show_source(state.offer.source, known)


def balanced(label: str) -> str:
    """A label that takes two lines, cut where it reads well: before a bracket, else in the middle."""
    if len(label) <= LINE_LETTERS:
        return label
    bracket = max(label.find("("), label.find("\uff08"))
    cut = bracket if 0 < bracket <= LINE_LETTERS and len(label) - bracket <= LINE_LETTERS + 1 else (len(label) + 1) // 2
    return f"{label[:cut]}\n{label[cut:]}"


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
