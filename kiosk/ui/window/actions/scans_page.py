"""The page of a case's scans: its materials with what hangs on each, the pages of one beside them, who signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.attached import Hung, HungMaterial
from kiosk.app.capture import Page
from kiosk.app.signing import SignatureSeen
from kiosk.ui.errands import Errands
from kiosk.ui.form.counter.files_view import FilesView
from kiosk.ui.form.counter.papers import Pages
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Elided, KeyCap, Label, Pressable, restyle, rule, unclickable
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.window.actions.words import Scans as Words

LIST = 300


@dataclass(slots=True)
class CasePages:
    """What hangs on the case, and what is to be hung on it, by material."""

    files: Pages = field(default_factory=Pages)


class ScansPage(QWidget):
    """At the left the materials, beside them the pages of one. `left`: back to the case; `watched`: capture or stop."""

    left = Signal()
    watched = Signal()

    def __init__(self, theme: Theme, errands: Errands, keys: Sequence[Button]) -> None:
        super().__init__()
        self._theme = theme
        self.papers: CasePages | None = None
        self._materials: Sequence[HungMaterial] = ()
        self._rows: list[Pressable] = []
        self._at, self._said_here = 0, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.files = FilesView(theme, errands)
        self.files.removed.connect(lambda page: self._change(lambda files: files.swap(self.at_material, page, None)))
        self.files.moved.connect(lambda page, by: self._change(lambda files: files.move(self.at_material, page, by)))
        self._title = Elided("", "section")
        self._signed = Label("", "note", "muted", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side(keys))
        row.addWidget(rule("down"))
        row.addWidget(self.files, 1)

    @property
    def at_material(self) -> str:
        """The key of the material whose pages are seen."""
        return self._materials[self._at].key if self._materials else ""

    def show_case(self, title: str, materials: Sequence[HungMaterial]) -> None:
        """Another case: its materials with what hangs there."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._materials, self._at, self._said_here = materials, 0, ""
        self.papers = CasePages(Pages({one.key: [_page(page) for page in one.pages] for one in materials}))
        with_pages = [nth for nth, one in enumerate(materials) if one.pages]
        self._rows = [self._row(nth, one) for nth, one in enumerate(materials)]
        refill(self._list, [part for one in self._rows for part in (one, rule())])
        self.show_signatures(())
        self.go_to(with_pages[0] if with_pages else 0)

    def show_signatures(self, seen: Sequence[SignatureSeen]) -> None:
        """Who signed, and whether it is of the form as it stands."""
        lines = [
            Words.SIGNED.format(way=Words.WAYS[one.way], name=one.signer, at=one.at[:16].replace("T", " "))
            + Words.STATES.get(one.state, one.state)
            for one in seen
        ]
        self._signed.setText("\n".join(lines))
        self._signed.set_tone("muted" if all(one.state == "holds" for one in seen) else "bad")
        self._signed.setVisible(bool(lines))

    def show_pages(self, key: str, said: str = "") -> None:
        """There are other pages for this material now."""
        self._said_here = said if key == self.at_material else self._said_here
        self.go_to(self._at)

    def show_said(self, sentence: str) -> None:
        """What went wrong, or was done."""
        self._said_here = sentence
        self.go_to(self._at)

    def go_to(self, nth: int) -> None:
        """Another material."""
        self._said_here = self._said_here if nth == self._at else ""
        self._at = nth
        for at, row in enumerate(self._rows):
            restyle(row, "current", "true" if at == nth else "false")
        if self.papers is not None:
            self.files.show_files(self.papers.files.get(self.at_material, ()), self._said_here)

    def new(self) -> list[tuple[str, Page]]:
        """Pages that do not hang on the case yet."""
        files = self.papers.files if self.papers is not None else {}
        return [(key, page) for key, pages in files.items() for page in pages if page.source]

    def _change(self, changing: Callable[[Pages], object]) -> None:
        if self.papers is not None:
            changing(self.papers.files)
            self.go_to(self._at)

    def _row(self, nth: int, one: HungMaterial) -> Pressable:
        count = Words.COUNT.format(count=len(one.pages)) if one.pages else Words.NONE
        row = Pressable(f"{one.name} {count}", "row", QHBoxLayout())
        row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.face.setContentsMargins(*[self._theme.px(9)] * 4)
        row.face.addWidget(unclickable(Label(one.name, wrap=True)), 1)
        row.face.addWidget(unclickable(Label(count, "note", "accent" if one.pages else "muted")))
        row.clicked.connect(partial(self.go_to, nth))
        return row

    def _side(self, keys: Sequence[Button]) -> QWidget:
        theme, side = self._theme, QWidget()
        side.setFixedWidth(theme.px(LIST))
        side.setProperty("ground", "paper")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(KeyCap("Esc"))
        foot.addWidget(Label(Words.BACK, "note", "muted"), 1)
        box = QVBoxLayout(side)
        box.setContentsMargins(*[theme.px(12)] * 4)
        box.setSpacing(theme.px(8))
        box.addWidget(self._title)
        box.addWidget(rule())
        box.addWidget(Scroll(theme, inner), 1)
        box.addWidget(self._signed)
        for key in keys:
            box.addWidget(key)
        box.addLayout(foot)
        return side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_I and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.watched.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._rows:
            self.go_to(max(0, min(len(self._rows) - 1, self._at + (1 if key == Qt.Key.Key_Down else -1))))
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.files.turn_to(self.files.at + (1 if key == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)


def _page(one: Hung) -> Page:
    """A page that hangs on the case already: it is of no file here, and is not changed."""
    return Page(one.sha256, one.size, one.media_type, 0, 0, one.name, "")
