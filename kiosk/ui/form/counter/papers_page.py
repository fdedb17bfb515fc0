"""One paper at a time: the list, its scans, the ways to take it; all by digits, arrows and Enter."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms import Material
from kiosk.app.capture import Page
from kiosk.app.promises import PLEDGED
from kiosk.ui.errands import Errands
from kiosk.ui.form.counter.files_view import FilesView
from kiosk.ui.form.counter.paper_row import PaperRow
from kiosk.ui.form.counter.papers import KEYS, Papers, at_enter, verify
from kiosk.ui.form.counter.promise_card import PRINT, SIGN
from kiosk.ui.form.counter.ways import WIDTH, WaysPanel
from kiosk.ui.form.counter.words import Papers as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, KeyCap, Label, rule
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll

VERIFY = "V"
LIST, ROOMY, NARROW_LIST, NARROW_WAYS = 300, 1000, 250, 290


class PapersPage(QFrame):
    """`changed` says that something about the papers is different now; `left` that the clerk goes back to the form;
    `promise` gives a material and what is to be done with the promise in its place: signed here, or printed."""

    changed = Signal()
    left = Signal()
    promise = Signal(object, str)

    def __init__(self, theme: Theme, errands: Errands) -> None:
        super().__init__()
        self._theme = theme
        self.papers: Papers | None = None
        self._latest = date.max
        self._at = 0
        self._said = ""
        self._rows: list[PaperRow] = []
        self._laid = False
        self._count = Label("", "body", "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.files = FilesView(theme, errands)
        self.files.removed.connect(self._on_removed)
        self.files.moved.connect(self._on_moved)
        self._ways = WaysPanel(theme)
        self._ways.chosen.connect(self._on_chosen)
        self._ways.confirmed.connect(self._on_confirmed)
        self._ways.until.connect(self._on_until)
        self._ways.promise.connect(self._on_promise)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = self._left_side()
        row.addWidget(self._side)
        row.addWidget(rule("down"))
        row.addWidget(self.files, 1)
        row.addWidget(rule("down"))
        row.addWidget(self._ways)

    def show_papers(self, papers: Papers, latest: date) -> None:
        """Another application's papers; `latest` is when an owed one has to be there."""
        self.papers, self._latest, self._at = papers, latest, 0
        self._laid = False
        if self.isVisible():
            self._show()

    def go_to(self, nth: int) -> None:
        """Deal with this paper now."""
        self._at, self._said = nth, ""
        self._show()
        if self._rows:
            self._rows[nth].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.area.ensureWidgetVisible(self._rows[nth], 0, self._theme.px(24))

    def go_to_material(self, key: str) -> None:
        """The same, by the material's id."""
        ids = [material.id for material in self._mine().matter.materials]
        self.go_to(ids.index(key) if key in ids else 0)

    @property
    def at_material(self) -> str:
        """The id of the paper that is dealt with now; '' when there is none."""
        material = self._material() if self.papers is not None else None
        return material.id if material is not None else ""

    def show_pages(self, key: str, said: str = "") -> None:
        """Pages hang on this paper now: it was brought, in the way in which it is asked for. `said` is what else is to
        be known."""
        papers = self._mine()
        material = next((one for one in papers.matter.materials if one.id == key), None)
        if material is not None and papers.files.get(key) and not papers.ways.get(key):
            papers.take(material, papers.wanted(material))
        self._said = said if key == self.at_material else self._said
        self._show()
        self.changed.emit()

    def show_said(self, sentence: str) -> None:
        """Why something could not be attached."""
        self._said = sentence
        self._show()

    def begin(self) -> None:
        """The first one that is lacking, else the first."""
        papers = self._mine()
        wrong = {fault.field for fault in papers.faults() if fault.severity == "error"}
        lacking = [nth for nth, material in enumerate(papers.matter.materials) if material.id in wrong]
        self.go_to(lacking[0] if lacking else 0)

    def _left_side(self) -> QWidget:
        theme, side = self._theme, QWidget()
        side.setFixedWidth(theme.px(LIST))
        side.setProperty("ground", "paper")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(12), theme.px(12), theme.px(10))
        head.setSpacing(theme.px(8))
        head.addWidget(Label(Words.TITLE, "section"))
        head.addWidget(self._count, 1)
        head.addWidget(KeyCap("\u2191"))
        head.addWidget(KeyCap("\u2193"))
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addStretch(1)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(rule())
        self._scroll = Scroll(theme, inner)
        box.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(12))
        foot.setSpacing(theme.px(8))
        back = Button(theme, Words.BACK, key="Esc", kind="quiet")
        back.setShortcut("")  # Esc is the page's
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self.left)
        foot.addWidget(back)
        foot.addStretch(1)
        box.addLayout(foot)
        return side

    def _mine(self) -> Papers:
        assert self.papers is not None, "show_papers comes first"
        return self.papers

    def _material(self) -> Material | None:
        materials = self._mine().matter.materials
        return materials[self._at] if materials else None

    def _lay_rows(self) -> None:
        """The list is made when it is first seen: most forms are filled in before anybody looks at it."""
        self._laid = True
        self._rows = []
        refill(self._list)
        for nth, material in enumerate(self._mine().matter.materials):
            row = PaperRow(self._theme, material, nth + 1, numbered=True)
            row.clicked.connect(lambda _=False, nth=nth: self.go_to(nth))
            row.installEventFilter(self)
            self._rows.append(row)
            self._list.addWidget(row)
            self._list.addWidget(rule())

    def _show(self, place: int | None = None) -> None:
        papers, material = self._mine(), self._material()
        if not self._laid:
            self._lay_rows()
        for nth, row in enumerate(self._rows):
            row.show_state(papers)
            row.show_current(nth == self._at)
        lacking, count = papers.lacking(), len(papers.matter.materials)
        self._count.setText(
            Words.LACKING.format(count=count, lacking=lacking) if lacking else Words.COUNT.format(count=count)
        )
        if material is not None:
            self._ways.show_material(papers, material, self._at + 1, self._latest)
            self.files.show_files(papers.files.get(material.id, ()), self._said, place)

    def _on_chosen(self, way: str) -> None:
        material = self._material()
        if material is not None and self._mine().take(material, way):
            if self._mine().ways.get(material.id) == "owed":
                self._mine().until.setdefault(material.id, self._latest)
            self._show()
            self.changed.emit()

    def _promising(self) -> bool:
        material = self._material()
        return material is not None and self._mine().ways.get(material.id) == PLEDGED

    def _on_verify(self) -> None:
        """V: how a shared paper was verified."""
        material = self._material()
        if material is not None and verify(self._mine(), material):
            self._show()
            self.changed.emit()

    def _on_confirmed(self) -> None:
        """Enter: a paper that nothing was said of is taken as the definition asks for it; then the next one."""
        material, papers = self._material(), self._mine()
        if material is None:
            self.left.emit()
            return
        if not papers.ways.get(material.id) and (way := at_enter(papers, material)):
            self._on_chosen(way)
        if self._at + 1 < len(self._rows):
            self.go_to(self._at + 1)
        else:
            self.left.emit()

    def _on_promise(self, key: str) -> None:
        """S or D: the promise is signed on the glass, or printed to be signed by hand."""
        material = self._material()
        if material is not None and self._mine().ways.get(material.id) == PLEDGED:
            self.promise.emit(material, key)

    def _on_until(self, until: date) -> None:
        material = self._material()
        if material is not None and self._mine().ways.get(material.id) == "owed":
            self._mine().until[material.id] = until
            self._show()
            self.changed.emit()

    def _on_removed(self, page: Page) -> None:
        self._mine().files.swap(self.at_material, page, None)
        self._show()
        self.changed.emit()

    def _on_moved(self, page: Page, by: int) -> None:
        place = self._mine().files.move(self.at_material, page, by)
        self._show(place)
        self.changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.papers is not None:
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the sides give some of theirs to the middle."""
        super().resizeEvent(event)
        narrow = event.size().width() < self._theme.px(ROOMY)
        self._side.setFixedWidth(self._theme.px(NARROW_LIST if narrow else LIST))
        self._ways.setFixedWidth(self._theme.px(NARROW_WAYS if narrow else WIDTH))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A row's keys are the page's: on their way up the scrolled view would take the arrows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return event.isAccepted()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._rows:
            self.go_to(max(0, min(len(self._rows) - 1, self._at + (1 if key == Qt.Key.Key_Down else -1))))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_confirmed()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.files.turn_to(self.files.at + (1 if key == Qt.Key.Key_PageDown else -1))
        elif text.upper() == VERIFY and not event.modifiers():
            self._on_verify()
        elif text.upper() in (SIGN, PRINT) and not event.modifiers() and self._promising():
            self._on_promise(text.upper())
        elif text in KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._on_chosen(KEYS[text])
        else:
            super().keyPressEvent(event)
