"""The scans of a case that was filed, on a page of their own: looked at, printed, given out as PDF, and added to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.attached import Hung, HungMaterial
from kiosk.app.capture import Page, scan_of
from kiosk.app.outcomes import CaseMovedOn
from kiosk.app.signing import SignatureSeen
from kiosk.domain.case import Case
from kiosk.ui.errands import DESK, PAPER, SEARCH, BadNews, Errands
from kiosk.ui.form.clearing import refill
from kiosk.ui.form.counter.capturing import Capturing
from kiosk.ui.form.counter.files_view import FilesView
from kiosk.ui.form.counter.papers import Pages
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Elided, KeyCap, Label, Pressable, restyle, rule, unclickable
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.window.actions.action import Done
from kiosk.ui.window.actions.moving import is_open
from kiosk.ui.window.actions.words import Scans as Words

if TYPE_CHECKING:
    from forms import Matter
    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import Exported
    from kiosk.app.papers import Printed
    from kiosk.ui.fittings import Fittings

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


class ScansWork:
    """The page's hand: reads the case's scans, prints and gives them out, hangs new ones on it."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        self._desks = desks
        self._fittings = fittings
        self._case: Case | None = None
        self._leave: Callable[[Done | None], None] = lambda _: None
        self._deeds: dict[str, Callable[[], None]] = {
            "F9": self._attach,
            "Ctrl+P": self._print,
            "Ctrl+S": self._export,
        }
        words = {"F9": Words.ATTACH, "Ctrl+P": Words.PRINT, "Ctrl+S": Words.EXPORT}
        self._keys = {key: self._key(key, word) for key, word in words.items()}
        self._page = ScansPage(fittings.theme, fittings.errands, list(self._keys.values()))
        self._page.left.connect(self._go)
        self._capturing = Capturing(lambda: desks.capture, fittings, self._page)
        self._capturing.kept.connect(self._show_keys)
        self._page.watched.connect(self._capturing.toggle)

    @property
    def page(self) -> QWidget:
        """Seen while a case's scans are."""
        return self._page

    def begin(self, case: Case, _matter: Matter | None, leave: Callable[[Done | None], None], /) -> None:
        """Show the scans of this case; the look is entered."""
        self._leave, self._case = leave, case
        self._page.show_case(Words.TITLE.format(name=case.applicant), ())
        self._page.setFocus()
        self._read()

    def press(self, key: str) -> bool:
        """F9 hangs new pages on the case, Ctrl+P prints, Ctrl+S gives out."""
        if key in self._deeds and self._keys[key].isEnabled():
            self._deeds[key]()
        return key in self._deeds

    def _read(self) -> None:
        case = self._case
        if case is None:
            return
        title = Words.TITLE.format(name=case.applicant)
        self._run(
            DESK,
            lambda: self._desks.attached.of_case(case.case_no, self._desks.actor, Words.PURPOSE),
            partial(self._on_read, title),
        )
        self._run(SEARCH, lambda: self._desks.signing.of_case(case.case_no), self._page.show_signatures)

    def _on_read(self, title: str, found: Sequence[HungMaterial]) -> None:
        self._page.show_case(title, found)
        self._show_keys()

    def _show_keys(self) -> None:
        case, new = self._case, self._page.new()
        hung = sum(len(pages) for pages in self._page.papers.files.values()) if self._page.papers else 0
        self._keys["F9"].setEnabled(bool(new) and case is not None and is_open(case))
        self._keys["F9"].set_words(Words.ATTACH_COUNT.format(count=len(new)) if new else Words.ATTACH)
        for key in ("Ctrl+P", "Ctrl+S"):
            self._keys[key].setEnabled(hung > len(new))

    def _attach(self) -> None:
        case, scans = self._case, tuple(scan_of(page, key) for key, page in self._page.new())
        if case is None or not scans:
            return
        self._run(
            DESK,
            lambda: self._desks.attached.attach(case.case_no, scans, self._desks.actor, Words.BROUGHT),
            self._on_attached,
        )

    def _on_attached(self, moved: CaseMovedOn) -> None:
        self._capturing.saved()
        self._go(moved)

    def _print(self) -> None:
        case = self._case
        if case is None:
            return

        def printing() -> Printed:
            pdf = self._desks.attached.pdf(case.case_no, self._desks.actor, printed=True)
            return self._desks.handing_out.scans(Words.TITLE.format(name=case.applicant), pdf)

        self._run(PAPER, printing, self._on_printed)

    def _on_printed(self, printed: Printed) -> None:
        from kiosk.domain.refusals import Trouble

        trouble = Trouble(printed.trouble, printer=printed.printer) if printed.trouble else None
        self._page.show_said(self._fittings.say(trouble) if trouble else Words.PRINTED)

    def _export(self) -> None:
        case = self._case
        if case is None:
            return

        def exporting() -> Exported:
            pdf = self._desks.attached.pdf(case.case_no, self._desks.actor)
            return self._desks.exports.put(f"{case.case_no}-scans.pdf", pdf)

        self._run(DESK, exporting, lambda put: self._page.show_said(Words.EXPORTED.format(path=put.path)))

    def _run(self, lane: str, job: Callable[[], object], done: Callable[..., None]) -> None:
        self._fittings.errands.run(lane, job, done, self._on_bad, owner=self._page)

    def _on_bad(self, news: BadNews) -> None:
        self._page.show_said(self._fittings.say(news))

    def _key(self, key: str, word: str) -> Button:
        button = Button(self._fittings.theme, word, key=key, kind="primary" if key == "F9" else "plain")
        button.setShortcut("")  # the screen listens for it
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.press(key))
        return button

    def _go(self, done: Done | None = None) -> None:
        self._capturing.leave()
        leave, self._leave = self._leave, lambda _: None
        leave(done)


def _page(one: Hung) -> Page:
    """A page that hangs on the case already: it is of no file here, and is not changed."""
    return Page(one.sha256, one.size, one.media_type, 0, 0, one.name, "")


def always(_case: Case) -> bool:
    """Scans may be looked at whatever became of the case."""
    return True
