"""Which editor belongs to which kind of question, and how much room it takes on the sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from forms import CodeSet, Field, Matter
from kiosk.ui.form.chips import Chips
from kiosk.ui.form.line import LineEditor
from kiosk.ui.form.paper import PaperEditor
from kiosk.ui.form.paragraph import Paragraph
from kiosk.ui.form.pick import Choices, Pick, PickEditor, Picks, choices_of
from kiosk.ui.form.segments import Segments
from kiosk.ui.form.spellings import spelling_of
from kiosk.ui.form.tones import Tone
from kiosk.ui.form.words import NO, YES, Paper
from kiosk.ui.form.words import Field as Words
from kiosk.ui.theme import Theme

SEGMENTS, SEGMENT_LETTERS = 4, 12
WIDTHS, MOST_DIVISIONS = (9, 6, 4, 2), 40  # township, county, city, province
LONG_LABEL = 14


class Span(Enum):
    """Half a line; a long question with its answer at the right; a whole line; a whole line without a label."""

    HALF, LONG, FULL, BARE = range(4)


class Editor(Protocol):
    """What the sheet needs of each editor, besides being a widget."""

    typed: Signal
    done: Signal
    left: Signal

    def value(self) -> object: ...
    def show_value(self, value: object, /) -> None: ...
    def show_tone(self, tone: Tone, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Kit:
    """What editors are made with: the look, the matter's code sets, the divisions, the one list that opens."""

    theme: Theme
    matter: Matter
    divisions: Choices
    picks: Picks

    def code_set(self, field: Field) -> CodeSet | None:
        """The code set of a field of choices."""
        return self.matter.code_sets.get(field.code_set) if field.code_set else None


AnyEditor = LineEditor | PickEditor | Segments | Chips | Paragraph | PaperEditor


def span_of(field: Field) -> Span:
    """How much room a question takes."""
    if field.type == "table":
        return Span.BARE
    if field.type in ("textarea", "multi", "attachment"):
        return Span.FULL
    if len(field.label) > LONG_LABEL:
        return Span.LONG
    return Span.FULL if field.type == "signature" else Span.HALF


def make_editor(field: Field, kit: Kit, parent: QWidget, help_text: str = "") -> AnyEditor:
    """The editor of a question that is no table; `help_text` is what a screen reader may say of it."""
    maker = _MAKERS.get(field.type, _line)
    editor = maker(field, kit, parent)
    editor.setAccessibleName(field.label)
    editor.setObjectName(f"field.{field.key}")
    describe(editor, field, help_text)
    return editor


def describe(editor: AnyEditor, field: Field, text: str) -> None:
    """What a screen reader says of it beside its name."""
    editor.setAccessibleDescription(text)
    if isinstance(editor, (Segments, Chips, PaperEditor)):
        editor.name(field.label, text)


def _line(field: Field, kit: Kit, parent: QWidget) -> LineEditor:
    kind = "datetime" if field.kind == "datetime" else field.type
    line = LineEditor(kit.theme, spelling_of(field.type), parent)
    line.show_hint(_PLACEHOLDERS.get(kind, ""))
    line.setInputMethodHints(_HINTS.get(field.type, Qt.InputMethodHint.ImhNone))
    if field.unit:
        line.show_unit(field.unit)
    return line


def _choice(field: Field, kit: Kit, parent: QWidget) -> AnyEditor:
    code_set = kit.code_set(field)
    if code_set is None:
        return _line(field, kit, parent)
    if not field.auto and _is_short(code_set):
        options = [(one.code, one.label, one.code.lower() + one.initials[:1]) for one in code_set.options]
        return Segments(kit.theme, options, parent)
    return PickEditor(kit.theme, choices_of(code_set), kit.picks, parent)


def _is_short(code_set: CodeSet) -> bool:
    letters = sum(len(one.label) for one in code_set.options)
    return len(code_set.options) <= SEGMENTS and letters <= SEGMENT_LETTERS - 2 * len(code_set.options) + 4


def _bool(_field: Field, kit: Kit, parent: QWidget) -> Segments:
    return Segments(kit.theme, ((True, YES, "1ys"), (False, NO, "0nf2")), parent)


def _multi(field: Field, kit: Kit, parent: QWidget) -> Chips:
    code_set = kit.code_set(field)
    options = code_set.options if code_set else ()
    return Chips(kit.theme, [Pick(o.code, o.label) for o in options], [o.initials for o in options], parent)


def _division(_field: Field, kit: Kit, parent: QWidget) -> PickEditor:
    editor = PickEditor(kit.theme, kit.divisions, kit.picks, parent)
    editor.show_hint(Words.DIVISION)
    return editor


def _paragraph(_field: Field, kit: Kit, parent: QWidget) -> Paragraph:
    return Paragraph(kit.theme, parent)


def _paper(field: Field, kit: Kit, parent: QWidget) -> PaperEditor:
    editor = PaperEditor(kit.theme, field.type == "signature", parent)
    if field.type == "signature":
        editor.mark(Paper.PRINTS in field.label + field.hint)
    return editor


_MAKERS: dict[str, Callable[[Field, Kit, QWidget], AnyEditor]] = {
    "choice": _choice,
    "bool": _bool,
    "multi": _multi,
    "division": _division,
    "textarea": _paragraph,
    "signature": _paper,
    "attachment": _paper,
}
_PLACEHOLDERS = {"date": Words.DATE, "month": Words.MONTH, "datetime": Words.MOMENT}
_DIGITS = Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhNoPredictiveText
_HINTS = {
    "idcard": Qt.InputMethodHint.ImhPreferLatin | _DIGITS,
    "uscc": Qt.InputMethodHint.ImhPreferLatin | _DIGITS,
    **dict.fromkeys(("phone", "bankcard", "money", "decimal", "int", "date", "month"), _DIGITS),
}


def shipped_divisions(home: str) -> Choices:
    """The divisions that come with the program, those nearest to `home` (a division's code) first."""
    from forms.divisions import name_of, search

    def distance(code: str) -> int:
        return next((nth for nth, width in enumerate(WIDTHS) if home and code[:width] == home[:width]), len(WIDTHS))

    def find(text: str) -> Sequence[Pick]:
        rows = sorted(search(text), key=lambda row: distance(row.code))
        return [Pick(row.code, name_of(row.code), row.code) for row in rows[:MOST_DIVISIONS]]

    return Choices(find, lambda code: name_of(code) if code.isdigit() else code)
