"""The pages of one paper: a strip of them, one shown large; the ways to get more, and what can be done with a page."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from kiosk.app.capture import FILE_MOST, Page
from kiosk.ui.errands import SEARCH, Errands
from kiosk.ui.form.clearing import refill
from kiosk.ui.form.counter.words import Capture as Words
from kiosk.ui.theme import Theme, colour
from kiosk.ui.widgets import Button, Icon, Label, Pressable, unclickable
from kiosk.ui.widgets.scroll import Scroll

STRIP, THUMB_WIDE, THUMB_HIGH = 124, 84, 104
TIGHT, LOW = 400, 430
UP, DOWN = "\u2191", "\u2193"
Picturing = Callable[[Page, tuple[int, int]], bytes]


class FilesView(QFrame):
    """`brought` gives paths that were chosen or dropped, `pasted` a picture, `wanted` a deed of WANTED; `turned`,
    `uncut`, `removed` and `moved` are about the page shown large."""

    brought = Signal(list)
    pasted = Signal(object)
    wanted = Signal(str)
    turned = Signal(object)
    uncut = Signal(object)
    removed = Signal(object)
    moved = Signal(object, int)
    WANTED = ("watch", "older", "photo")

    def __init__(self, theme: Theme, errands: Errands, picturing: Picturing | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._errands = errands
        self.picturing = picturing
        self._pages: list[Page] = []
        self._at, self._tight = 0, False
        self._small: dict[str, QPixmap] = {}
        self._faces: dict[str, QLabel] = {}
        self.setAcceptDrops(True)
        self.setProperty("ground", "true")
        self._strip = QVBoxLayout()
        self._strip.setSpacing(theme.px(8))
        self._large = QLabel()
        self._large.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._large.setMinimumSize(1, 1)
        self._large.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # it takes what there is
        self._large.installEventFilter(self)
        self._drawing = QTimer(self, singleShot=True, interval=0)
        self._drawing.timeout.connect(self._load)
        self._empty = self._invitation()
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(12)] * 4)
        box.setSpacing(theme.px(8))
        box.addLayout(self._ways())
        box.addWidget(self._watching())
        box.addWidget(self._frame(), 1)
        box.addLayout(self._deeds())
        self._said = Label("", "note", "bad", wrap=True)
        self._said.setObjectName("capture_said")
        box.addWidget(self._said)
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
        self._faces = {}
        refill(self._strip, [self._thumb(nth, page) for nth, page in enumerate(self._pages)])
        self._strip.addStretch(1)
        self._side.setVisible(bool(pages) and not self._tight)  # where there is little room, the page is seen
        self._large.setVisible(bool(pages))
        self._empty.setVisible(not pages)
        for button in self._page_keys:
            button.setEnabled(bool(pages) and bool(self._pages[self._at].source))  # what is filed stays as it is
        self._uncut.setEnabled(bool(pages) and bool(self._pages[self._at].whole))
        self._show_about()
        self._drawing.start()

    def show_watch(self, on: bool, place: str, older: int, said: str = "") -> None:
        """Whether the scanner's folder is watched, and how much lay there before."""
        self._watch.set_chosen(on)
        self._watch.set_words(Words.STOP if on else Words.WATCH)
        watching = Words.WATCHING_SHORT if self._tight else Words.WATCHING.format(place=place)
        text = said or (watching if place else Words.NO_FOLDER)
        self._watch_said.setText(text)
        self._watch_said.set_tone("bad" if said else "accent" if place else "warn")
        self._older.setVisible(on and older > 0)
        self._older.set_words(Words.OLDER.format(count=older))
        self._watch_box.setVisible(on)

    def show_busy(self, text: str, done: int = 0, of: int = 0) -> None:
        """What is being done now; '' for nothing."""
        self._busy.setVisible(bool(text))
        self._busy.setFormat(text)
        self._busy.setRange(0, of)
        self._busy.setValue(done)

    def choose(self) -> None:
        """Ask for files in a folder."""
        chosen, _ = QFileDialog.getOpenFileNames(self, Words.KIND_TITLE, "", Words.KINDS)
        if chosen:
            self.brought.emit([Path(one) for one in chosen])

    def paste(self) -> None:
        """What lies on the clipboard: files, or a picture."""
        lying = QGuiApplication.clipboard().mimeData()
        if lying is None:
            return
        if paths := [Path(url.toLocalFile()) for url in lying.urls() if url.isLocalFile()]:
            self.brought.emit(paths)
        elif lying.hasImage():
            self.pasted.emit(QImage(lying.imageData()))
        else:
            self._said.setText(Words.NOTHING_TO_PASTE)
            self._said.setVisible(True)

    def turn_to(self, nth: int) -> None:
        """Show another page large."""
        if 0 <= nth < len(self._pages):
            self.show_files(self._pages, at=nth)

    @property
    def at(self) -> int:
        """Which page is shown large."""
        return self._at

    def _ways(self) -> QVBoxLayout:
        self._grid = _rows(self._theme)
        self._watch = self._key(Words.WATCH, "Ctrl+I", lambda: self.wanted.emit("watch"), listen=False)
        self._way_keys = [
            self._watch,
            self._key(Words.ADD, "Ctrl+O", self.choose),
            self._key(Words.PASTE, "Ctrl+V", self.paste),
            self._key(Words.PHOTO, "P", lambda: self.wanted.emit("photo")),
        ]
        return self._grid

    def _watching(self) -> QFrame:
        theme, self._watch_box = self._theme, QFrame()
        self._watch_box.setProperty("offer", "true")
        row = QHBoxLayout(self._watch_box)
        row.setContentsMargins(theme.px(10), theme.px(6), theme.px(6), theme.px(6))
        self._watch_said = Label("", "note", "accent", wrap=True)
        self._watch_said.setMinimumWidth(1)
        self._older = self._key(Words.OLDER, "Ctrl+L", lambda: self.wanted.emit("older"))
        row.addWidget(self._watch_said, 1)
        row.addWidget(self._older)
        return self._watch_box

    def _frame(self) -> QFrame:
        theme, frame = self._theme, QFrame()
        frame.setProperty("card", "plain")
        inner = QWidget()
        inner.setProperty("ground", "paper")
        inner.setLayout(self._strip)
        self._strip.setContentsMargins(0, 0, theme.px(6), 0)
        self._side = Scroll(theme, inner)
        self._side.setFixedWidth(theme.px(STRIP))
        column = QVBoxLayout()
        self._about = Label("", "note", "muted", wrap=True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._about.setObjectName("page_about")
        self._about.setMinimumWidth(1)
        column.addWidget(self._large, 1)
        column.addWidget(self._about)
        row = QHBoxLayout(frame)
        row.addWidget(self._side)
        row.addLayout(column, 1)
        row.addWidget(self._empty, 100)
        return frame

    def _deeds(self) -> QVBoxLayout:
        theme = self._theme
        self._uncut = self._key(Words.UNCUT, "C", self._on_uncut)
        self._page_keys = [
            self._key(Words.TURN, "R", self._on_turned),
            self._uncut,
            self._key(Words.REMOVE, "Del", self._on_removed),
            self._key(Words.UP, f"Ctrl+{UP}", lambda: self._on_moved(-1)),
            self._key(Words.DOWN, f"Ctrl+{DOWN}", lambda: self._on_moved(1)),
        ]
        self._page_grid = _rows(theme)
        self._by_key = Label(Words.BY_KEY, "note", "muted", wrap=True)  # where keys have no room, they are only said
        self._by_key.setMinimumWidth(1)
        self._busy = QProgressBar()
        self._busy.setTextVisible(True)
        self._busy.setFixedHeight(theme.px(24))
        box = QVBoxLayout()
        box.setSpacing(theme.px(8))
        box.addLayout(self._page_grid)
        box.addWidget(self._by_key)
        box.addWidget(self._busy)
        return box

    def _key(self, word: str, key: str, deed: Callable[[], None], *, listen: bool = True) -> Button:
        """A button whose key acts at once: a button's own shortcut would first be seen to be pressed."""
        button = Button(self._theme, word, key=key)
        button.setParent(self)  # or it would be a window of its own until it has its place
        button.setShortcut("")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(deed)
        if listen:
            shortcut = QShortcut(QKeySequence(key.replace(UP, "Up").replace(DOWN, "Down")), self)
            shortcut.activated.connect(button.click)
        return button

    def _invitation(self) -> QWidget:
        theme, box = self._theme, QWidget()
        column = QVBoxLayout(box)
        column.addStretch(1)
        column.addWidget(Icon(theme, "upload", "ink-muted", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, kind in ((Words.DROP, "body"), (Words.DROP_NOTE.format(most=FILE_MOST >> 20), "note")):
            line = Label(text, kind, "muted", wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addStretch(1)
        return box

    def _thumb(self, nth: int, page: Page) -> Pressable:
        theme = self._theme
        button = Pressable(Words.PAGE.format(number=nth + 1, name=page.name), "card", QVBoxLayout())
        button.set_chosen(nth == self._at)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.face.setContentsMargins(*[theme.px(5)] * 4)
        face = QLabel()
        face.setAlignment(Qt.AlignmentFlag.AlignCenter)
        face.setFixedHeight(theme.px(THUMB_HIGH))
        self._faces[page.sha256] = face
        number = Label(str(nth + 1), "note", "accent" if nth == self._at else "muted")
        number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        button.face.addWidget(unclickable(face))
        button.face.addWidget(unclickable(number))
        button.clicked.connect(lambda: self.turn_to(nth))
        if page.sha256 in self._small:
            face.setPixmap(self._small[page.sha256])
        else:
            self._fetch(page, QSize(theme.px(THUMB_WIDE), theme.px(THUMB_HIGH)), self._on_small)
        return button

    def _show_about(self) -> None:
        if not self._pages:
            self._about.setText("")
            return
        page = self._pages[self._at]
        self._uncut.set_words(Words.RECUT if {"cut", "levelled"}.isdisjoint(page.done) and page.whole else Words.UNCUT)
        done = Words.COMMA.join(Words.DONE[one] for one in page.done if one in Words.DONE)
        place = Words.PLACE.format(number=self._at + 1, count=len(self._pages), size=max(1, page.size >> 10))
        self._about.setText(Words.SPACE.join(one for one in (place, done, page.name) if one))

    def _load(self) -> None:
        """The large picture is drawn on a lane of its own: a scan takes its time."""
        self._large.clear()
        if self._pages:
            self._fetch(self._pages[self._at], self._large.size() * self.devicePixelRatioF(), self._on_large)

    def _fetch(self, page: Page, room: QSize, done: Callable[[Page, QImage], None]) -> None:
        picturing = self.picturing
        if picturing is None or room.isEmpty():
            return
        self._errands.run(
            SEARCH,
            lambda: QImage.fromData(picturing(page, (room.width(), room.height()))).convertToFormat(
                QImage.Format.Format_RGB32
            ),
            lambda image: done(page, image),
            lambda _: done(page, QImage()),
            owner=self,
        )

    def _on_small(self, page: Page, image: QImage) -> None:
        self._small[page.sha256] = QPixmap.fromImage(image)
        if (face := self._faces.get(page.sha256)) is not None:
            face.setPixmap(self._small[page.sha256])

    def _on_large(self, page: Page, image: QImage) -> None:
        if not self._pages or self._pages[self._at] != page:
            return
        if image.isNull():
            self._large.setText(Words.NO_PREVIEW)
        else:
            _frame(image)
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._large.setPixmap(QPixmap.fromImage(image))
        self._large.setAccessibleName(Words.PAGE.format(number=self._at + 1, name=page.name))

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
        if paths := [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]:
            self.brought.emit(paths)
        elif event.mimeData().hasImage():
            self.pasted.emit(QImage(event.mimeData().imageData()))
        event.setDropAction(Qt.DropAction.CopyAction)  # never move: the file is not ours
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keys beside each other as far as they fit."""
        super().resizeEvent(event)
        across = event.size().width() - 2 * self._theme.px(12)
        self._tight = across < self._theme.px(TIGHT) or event.size().height() < self._theme.px(LOW)
        shown = (self._way_keys[:1] if self._tight else self._way_keys, [] if self._tight else self._page_keys)
        for key in (*self._way_keys, *self._page_keys):
            key.setVisible(key in shown[0] or key in shown[1])
        self._by_key.setVisible(self._tight)
        _lay(self._grid, shown[0], across)
        _lay(self._page_grid, shown[1], across)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """There is another room for the large picture: it is drawn anew."""
        if watched is self._large and event.type() == QEvent.Type.Resize:
            self._drawing.start()
        return False


def _frame(image: QImage) -> None:
    """A line around it: white paper on white ground has no edge."""
    pen = QPainter(image)
    pen.setPen(QPen(colour("field-line"), 2))
    pen.drawRect(image.rect())
    pen.end()


def _rows(theme: Theme) -> QVBoxLayout:
    rows = QVBoxLayout()
    rows.setSpacing(theme.px(6))
    return rows


def _lay(rows: QVBoxLayout, keys: Sequence[Button], across: int) -> None:
    """As many in a row as there is room for."""
    lines: list[list[Button]] = [[]]
    left = across
    for key in keys:
        wide = key.sizeHint().width() + rows.spacing()
        if lines[-1] and wide > left:
            lines.append([])
            left = across
        lines[-1].append(key)
        left -= wide
    shape = [len(line) for line in lines]
    if rows.property("shape") == shape:
        return
    rows.setProperty("shape", shape)
    if not keys:
        lines = []
    while (old := rows.takeAt(0)) is not None and (line := old.layout()) is not None:
        line.deleteLater()
    for keys_of_line in lines:
        row = QHBoxLayout()
        row.setSpacing(rows.spacing())
        for key in keys_of_line:
            row.addWidget(key)
        row.addStretch(1)
        rows.addLayout(row)
