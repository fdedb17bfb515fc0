"""The scans and photos of one paper: a strip of them, one shown large; chosen from a folder or dropped here."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.ui.errands import SEARCH, Errands
from kiosk.ui.form.clearing import refill
from kiosk.ui.form.counter.papers import LARGEST
from kiosk.ui.form.counter.words import Papers as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Elided, Icon, Label, Pressable, unclickable

STRIP, THUMB = 132, 96


class FilesView(QFrame):
    """`added` gives paths that were chosen or dropped, `removed` the one that is not wanted."""

    added = Signal(list)
    removed = Signal(object)

    def __init__(self, theme: Theme, errands: Errands) -> None:
        super().__init__()
        self._theme = theme
        self._errands = errands
        self._paths: list[Path] = []
        self._at = 0
        self.setAcceptDrops(True)
        self.setProperty("ground", "true")
        self._strip = QVBoxLayout()
        self._strip.setSpacing(theme.px(8))
        self._large = QLabel()
        self._large.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._large.setMinimumSize(1, 1)
        self._empty = self._invitation()
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(12)] * 4)
        box.setSpacing(theme.px(10))
        self._keys_row = self._keys()
        box.addLayout(self._keys_row)
        frame = QFrame()
        frame.setProperty("card", "plain")
        row = QHBoxLayout(frame)
        self._side = QWidget()
        self._side.setFixedWidth(theme.px(STRIP))
        self._side.setLayout(self._strip)
        row.addWidget(self._side)
        row.addWidget(self._large, 1)
        row.addWidget(self._empty, 1)
        box.addWidget(frame, 1)
        self._said = Label("", "note", "bad", wrap=True)
        box.addWidget(self._said)

    def show_files(self, paths: Sequence[Path], said: str = "") -> None:
        """The files of the paper at hand, the last one large; `said` is what went wrong with one."""
        self._said.setText(said)
        if list(paths) != self._paths:
            self._paths = list(paths)
            self._at = max(0, len(self._paths) - 1)
        refill(self._strip)
        for nth, path in enumerate(self._paths):
            self._strip.addWidget(self._thumb(nth, path))
        self._strip.addStretch(1)
        self._side.setVisible(bool(self._paths))
        self._large.setVisible(bool(self._paths))
        self._empty.setVisible(not self._paths)
        self._remove.setEnabled(bool(self._paths))
        self._load()

    def show_narrow(self, narrow: bool) -> None:
        """The two keys one under the other, or side by side."""
        ways = QBoxLayout.Direction
        self._keys_row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def choose(self) -> None:
        """Ask for files in a folder."""
        chosen, _ = QFileDialog.getOpenFileNames(self, Words.KIND_TITLE, "", Words.KINDS)
        if chosen:
            self.added.emit([Path(one) for one in chosen])

    def remove(self) -> None:
        """The one shown large is not wanted."""
        if self._paths:
            self.removed.emit(self._paths[self._at])

    def _keys(self) -> QHBoxLayout:
        theme, row = self._theme, QHBoxLayout()
        row.setSpacing(theme.px(8))
        add = Button(theme, Words.ADD, icon="folder-open", key="Ctrl+O")
        add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add.clicked.connect(self.choose)
        self._remove = Button(theme, Words.REMOVE, icon="trash-2", key="Del")
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remove.clicked.connect(self.remove)
        row.addWidget(add)
        row.addWidget(self._remove)
        row.addStretch(1)
        return row

    def _invitation(self) -> QWidget:
        theme, box = self._theme, QWidget()
        column = QVBoxLayout(box)
        column.addStretch(1)
        column.addWidget(Icon(theme, "upload", "ink-muted", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, kind in ((Words.DROP, "body"), (Words.DROP_NOTE.format(most=LARGEST >> 20), "note")):
            line = Label(text, kind, "muted", wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addStretch(1)
        return box

    def _thumb(self, nth: int, path: Path) -> Pressable:
        theme = self._theme
        button = Pressable(path.name, "card", QVBoxLayout())
        button.set_chosen(nth == self._at)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.face.setContentsMargins(*[theme.px(6)] * 4)
        sign = "image" if path.suffix.lower() != ".pdf" else "file-text"
        button.face.addWidget(unclickable(Icon(theme, sign, "ink-muted", 32)), 0, Qt.AlignmentFlag.AlignHCenter)
        button.face.addWidget(unclickable(Elided(path.name, "note", "muted")))
        button.setFixedHeight(theme.px(THUMB))
        button.clicked.connect(lambda: self._turn_to(nth))
        return button

    def _turn_to(self, nth: int) -> None:
        self._at = nth
        self.show_files(self._paths)

    def _load(self) -> None:
        """The picture is read and made smaller on a lane of its own: a large scan takes its time."""
        self._large.clear()
        if not self._paths:
            return
        path, size = self._paths[self._at], self._large.size()
        self._errands.run(SEARCH, lambda: _picture(path, size), lambda image: self._on_loaded(path, image), owner=self)

    def _on_loaded(self, path: Path, image: QImage) -> None:
        if not self._paths or self._paths[self._at] != path:
            return
        if image.isNull():
            self._large.setText(Words.NO_PREVIEW if path.exists() else Words.GONE.format(name=path.name))
        else:
            self._large.setPixmap(QPixmap.fromImage(image))
        self._large.setAccessibleName(path.name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.added.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._load()


def _picture(path: Path, room: QSize) -> QImage:
    """The picture as large as fits; a null image for what is no picture."""
    if path.suffix.lower() == ".pdf":
        return QImage()
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid() and not room.isEmpty():
        reader.setScaledSize(whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
