"""The small form of a document: what nobody but the clerk can say, one question under the other, faults beside them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.app.documents.asked import Asked
from kiosk.domain.pinyin import initials
from kiosk.domain.refusals import Gap
from kiosk.ui.form.chips import Chips
from kiosk.ui.form.line import LineEditor
from kiosk.ui.form.paragraph import Paragraph
from kiosk.ui.form.pick import Choices, Pick, PickEditor, Picks
from kiosk.ui.form.spellings import spelling_of
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import FieldBox
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.window.words import Documents as Words

LINE, WAIT, FIELD = 36, 500, 560
LONG = frozenset(
    ("reason", "content", "found", "what", "findings", "result", "revisit", "consequence", "proves", "refused_because")
)
Editor = LineEditor | Paragraph | Chips


class DocumentForm(QWidget):
    """`changed` when something was typed and a moment has passed; `ended` at Enter on the last question."""

    changed = Signal()
    ended = Signal()

    def __init__(self, theme: Theme, ground: str = "paper", wide: int = FIELD) -> None:
        super().__init__()
        self._theme = theme
        self._wide = wide
        self._picks = Picks(theme)
        self._asked: Sequence[Asked] = ()
        self._boxes: dict[str, FieldBox] = {}
        self._editors: dict[str, Editor] = {}
        self._left: set[str] = set()
        self._gaps: tuple[Gap, ...] = ()
        self._inner = inner = QWidget()
        inner.setProperty("ground", ground)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(10))
        body = QVBoxLayout(inner)
        body.setContentsMargins(theme.px(2), theme.px(2), theme.px(12), theme.px(2))
        body.addLayout(self._column)
        body.addStretch(1)
        self._scroll = Scroll(theme, inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self._waiting = QTimer(self, singleShot=True, interval=WAIT)
        self._waiting.timeout.connect(self.changed)

    def begin(self, asked: Sequence[Asked], known: Mapping[str, str]) -> None:
        """These questions, what is known standing in them already."""
        self._asked, self._left, self._gaps = asked, set(), ()
        self._editors = {one.path: self._editor(one) for one in asked}
        self._boxes = {one.path: FieldBox(self._theme, one.label, self._editors[one.path], _hint(one)) for one in asked}
        refill(self._column, list(self._boxes.values()))
        for one in asked:
            self._show(one, known.get(one.path, ""))

    def tall(self) -> int:
        """How high it is with every question in full."""
        for box in self._boxes.values():
            box.show()  # what was never seen has no size yet
        layout = self._inner.layout()
        assert layout is not None
        layout.activate()
        wide = self._theme.px(self._wide)
        return layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def facts(self) -> dict[str, object]:
        """What stands in the fields now, as it was typed."""
        found: dict[str, object] = {}
        for path, editor in self._editors.items():
            value = editor.value()
            found[path] = " ".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()
        return found

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """What is wrong or missing; said under a field only once it was left."""
        self._gaps = tuple(gaps)
        said = {gap.field: gap.sentence for gap in gaps}
        for path, box in self._boxes.items():
            mine = (text for at, text in said.items() if at == path or at.startswith(f"{path}."))  # or a row's column
            box.show_fault(next(mine, "") if path in self._left else "")

    def go_to_gap(self) -> None:
        """Say all, and put the cursor on the first."""
        self._left = set(self._boxes)
        self.show_gaps(self._gaps)
        named = {gap.field for gap in self._gaps}
        first = next((one for one in self._boxes if any(at == one or at.startswith(f"{one}.") for at in named)), "")
        if first:
            self.go_to(first)

    def go_to(self, path: str = "") -> None:
        """The cursor into a field, the first where none is named."""
        path = path or next(iter(self._editors), "")
        if path:
            editor = self._editors[path]
            editor.setFocus(Qt.FocusReason.TabFocusReason)
            if isinstance(editor, LineEditor):  # marked from its end, so that a long one is seen from its beginning
                editor.setSelection(len(editor.text()), -len(editor.text()))
            box = self._boxes[path]
            QTimer.singleShot(0, box, lambda: self._show_whole(box))  # once its fault has found its room

    def _show_whole(self, box: FieldBox) -> None:
        self._scroll.area.ensureWidgetVisible(box, 0, self._theme.px(12))

    def _editor(self, one: Asked) -> Editor:
        theme, editor = self._theme, self._made(one)
        editor.setAccessibleName(one.label)
        editor.setObjectName(f"fact.{one.path}")
        if isinstance(editor, Chips):
            editor.name(one.label)
            editor.setFixedHeight(editor.place(theme.px(self._wide)))
        elif isinstance(editor, Paragraph):
            editor.setFixedHeight(editor.place(0))
        else:
            editor.setFixedHeight(theme.px(LINE))
        editor.typed.connect(self._waiting.start)
        editor.done.connect(lambda: self._on_done(one.path))
        editor.left.connect(lambda: self._on_left(one.path))
        return editor

    def _made(self, one: Asked) -> Editor:
        theme = self._theme
        if one.sort == "choices":
            picks = [Pick(code, word) for code, word in one.choices]
            return Chips(theme, picks, [initials(word)[0] for _, word in one.choices])
        if one.choices:
            editor = PickEditor(theme, _choices(one.choices), self._picks)
            editor.show_hint(Words.CHOOSE)
            return editor
        if one.sort == "rows" or one.path in LONG:
            return Paragraph(theme)
        line = LineEditor(theme, spelling_of({"date": "date", "number": "int"}.get(one.sort, "text")))
        line.show_hint(Words.DATE if one.sort == "date" else "")
        return line

    def _show(self, one: Asked, value: str) -> None:
        editor = self._editors[one.path]
        editor.show_value(value.split() if isinstance(editor, Chips) else value)

    def _on_done(self, path: str) -> None:
        paths = list(self._editors)
        at = paths.index(path)
        if at + 1 < len(paths):
            self.go_to(paths[at + 1])
        else:
            self.ended.emit()

    def _on_left(self, path: str) -> None:
        if path not in self._left:
            self._left.add(path)
            self.show_gaps(self._gaps)


def _hint(one: Asked) -> str:
    several = Words.LINES if one.sort == "rows" or one.path in LONG else ""
    return "\u3000".join(part for part in (one.hint, several) if part)


def _choices(choices: Sequence[tuple[str, str]]) -> Choices:
    """The words of a choice, found by their number in the list, first letters or a piece."""
    picks = [(Pick(code, word, str(nth)), initials(word)[0]) for nth, (code, word) in enumerate(choices, 1)]

    def find(text: str) -> Sequence[Pick]:
        wanted = text.strip().lower()
        if not wanted:
            return [pick for pick, _ in picks]
        exact = [pick for pick, letters in picks if wanted == pick.hint or letters.startswith(wanted)]
        return exact or [pick for pick, _ in picks if wanted in pick.label]

    return Choices(find, lambda code: dict(choices).get(code, code))
