"""The pages of one paper, the ways to get more, and what can be done with a page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from kiosk.app.capture import FILE_MOST, Page
from kiosk.ui.errands import Errands
from kiosk.ui.form.counter.key_rows import DOWN, UP, KeyRows, prompt_key, told_key
from kiosk.ui.form.counter.page_pictures import LargePage, PageStrip, Pictures
from kiosk.ui.form.counter.watch_box import WatchBox
from kiosk.ui.form.counter.words import Capture as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Icon, Label

TIGHT, LOW = 400, 430


class FilesView(QFrame):
    """`brought` gives paths that were chosen or dropped, `pasted` a picture, `wanted` a deed: watch, older, photo.
    `turned`, `uncut`, `removed` and `moved` are about the page shown large."""

    brought = Signal(list)
    pasted = Signal(object)
    wanted = Signal(str)
    turned = Signal(object)
    uncut = Signal(object)
    removed = Signal(object)
    moved = Signal(object, int)

    def __init__(self, theme: Theme, errands: Errands) -> None:
        super().__init__()
        self._theme = theme
        self._pages: list[Page] = []
        self._at, self._tight = 0, False
        self.setAcceptDrops(True)
        self.setProperty("ground", "true")
        self.pictures = Pictures(errands)
        self._strip = PageStrip(theme, self.pictures)
        self._strip.wanted.connect(self.turn_to)
        self._large = LargePage(self.pictures)
        self._ways = self._way_keys()
        self._watch_box = WatchBox(theme, self, lambda: self.wanted.emit("older"))
        self._empty = _invitation(theme)
        self._deeds = self._page_keys()
        self._by_key = Label(Words.BY_KEY, "note", "muted", wrap=True)  # where keys have no room, they are only said
        self._by_key.setMinimumWidth(1)
        self._busy = QProgressBar()
        self._busy.setTextVisible(True)
        self._busy.setFixedHeight(theme.px(24))
        self._said = Label("", "note", "bad", wrap=True)
        self._said.setObjectName("capture_said")
        self._lay_out()
        self.show_watch(False, "", 0)
        self.show_busy("")

    def show_files(self, pages: Sequence[Page], said: str = "", at: int | None = None) -> None:
        """The pages of the paper at hand; `at` is shown large, else the last when there are more than before. `said` is
        what went wrong with one."""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        grown = len(pages) > len(self._pages) or not {p.sha256 for p in self._pages} & {p.sha256 for p in pages}
        self._pages = list(pages)
        self._at = at if at is not None else len(pages) - 1 if grown else min(self._at, len(pages) - 1)
        self._at = max(0, self._at)
        self._strip.show_pages(self._pages, self._at)
        self._strip.setVisible(bool(pages) and not self._tight)  # where there is little room, the page is seen
        self._empty.setVisible(not pages)
        page = self._shown()
        for button in self._deeds.keys:
            button.setEnabled(page is not None and bool(page.source))  # what is filed stays as it is
        self._uncut.setEnabled(page is not None and bool(page.whole))
        if page is not None:
            self._uncut.set_words(
                Words.RECUT if {"cut", "levelled"}.isdisjoint(page.done) and page.whole else Words.UNCUT
            )
        self._large.show_page(page, self._at + 1, len(pages))

    def show_watch(self, on: bool, place: str, older: int, said: str = "") -> None:
        """Whether the scanner's folder is watched, and how much lay there before."""
        self._watch.set_chosen(on)
        self._watch.set_words(Words.STOP if on else Words.WATCH)
        watching = Words.WATCHING_SHORT if self._tight else Words.WATCHING.format(place=place)
        self._watch_box.show_watch(on, watching if place else "", older, said)

    def show_busy(self, text: str, done: int = 0, of: int = 0) -> None:
        """What is being done now; '' for nothing."""
        self._busy.setVisible(bool(text))
        self._busy.setFormat(text)
        self._busy.setRange(0, of)
        self._busy.setValue(done)

    def turn_to(self, nth: int) -> None:
        """Show another page large."""
        if 0 <= nth < len(self._pages):
            self.show_files(self._pages, at=nth)

    @property
    def at(self) -> int:
        """Which page is shown large."""
        return self._at

    def _way_keys(self) -> KeyRows:
        theme = self._theme
        self._watch = told_key(theme, self, Words.WATCH, "Ctrl+I", lambda: self.wanted.emit("watch"))
        return KeyRows(
            theme,
            (
                self._watch,
                prompt_key(theme, self, Words.ADD, "Ctrl+O", self._choose),
                prompt_key(theme, self, Words.PASTE, "Ctrl+V", self._paste),
                prompt_key(theme, self, Words.PHOTO, "P", lambda: self.wanted.emit("photo")),
            ),
        )

    def _page_keys(self) -> KeyRows:
        theme = self._theme
        self._uncut = prompt_key(theme, self, Words.UNCUT, "C", self._on_uncut)
        return KeyRows(
            theme,
            (
                prompt_key(theme, self, Words.TURN, "R", self._on_turned),
                self._uncut,
                prompt_key(theme, self, Words.REMOVE, "Del", self._on_removed),
                prompt_key(theme, self, Words.UP, f"Ctrl+{UP}", lambda: self._on_moved(-1)),
                prompt_key(theme, self, Words.DOWN, f"Ctrl+{DOWN}", lambda: self._on_moved(1)),
            ),
        )

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(*[self._theme.px(12)] * 4)
        box.setSpacing(self._theme.px(8))
        box.addLayout(self._ways)
        box.addWidget(self._watch_box)
        box.addWidget(self._frame(), 1)
        box.addLayout(self._deeds)
        for part in (self._by_key, self._busy, self._said):
            box.addWidget(part)

    def _frame(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", "plain")
        row = QHBoxLayout(frame)
        row.addWidget(self._strip)
        row.addWidget(self._large, 1)
        row.addWidget(self._empty, 100)
        return frame

    def _choose(self) -> None:
        """Ask for files in a folder."""
        chosen, _ = QFileDialog.getOpenFileNames(self, Words.KIND_TITLE, "", Words.KINDS)
        if chosen:
            self.brought.emit([Path(one) for one in chosen])

    def _paste(self) -> None:
        """What lies on the clipboard."""
        lying = QGuiApplication.clipboard().mimeData()
        if lying is not None and not self._bring(lying):
            self._said.setText(Words.NOTHING_TO_PASTE)
            self._said.setVisible(True)

    def _bring(self, lying: QMimeData) -> bool:
        """Files, or a picture; False for anything else."""
        if paths := [Path(url.toLocalFile()) for url in lying.urls() if url.isLocalFile()]:
            self.brought.emit(paths)
        elif lying.hasImage():
            self.pasted.emit(QImage(lying.imageData()))
        else:
            return False
        return True

    def _shown(self) -> Page | None:
        return self._pages[self._at] if self._pages else None

    def _on_turned(self) -> None:
        if page := self._shown():
            self.turned.emit(page)

    def _on_uncut(self) -> None:
        if (page := self._shown()) and page.whole:
            self.uncut.emit(page)

    def _on_removed(self) -> None:
        if page := self._shown():
            self.removed.emit(page)

    def _on_moved(self, by: int) -> None:
        if (page := self._shown()) and 0 <= self._at + by < len(self._pages):
            self.moved.emit(page, by)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._bring(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)  # never move: the file is not ours
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keys beside each other as far as they fit."""
        super().resizeEvent(event)
        across = event.size().width() - 2 * self._theme.px(12)
        self._tight = across < self._theme.px(TIGHT) or event.size().height() < self._theme.px(LOW)
        self._by_key.setVisible(self._tight)
        self._ways.lay(self._ways.keys[:1] if self._tight else self._ways.keys, across)
        self._deeds.lay(() if self._tight else self._deeds.keys, across)


def _invitation(theme: Theme) -> QWidget:
    """What is seen while there is no page."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.addStretch(1)
    column.addWidget(Icon(theme, "upload", "ink-muted", 40), 0, Qt.AlignmentFlag.AlignHCenter)
    for text, kind in ((Words.DROP, "body"), (Words.DROP_NOTE.format(most=FILE_MOST >> 20), "note")):
        line = Label(text, kind, "muted", wrap=True)
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(line)
    column.addStretch(1)
    return box
