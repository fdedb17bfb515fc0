"""The pages of one paper as pictures: a strip of them, and one as large as there is room; each drawn on a lane."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from kiosk.app.capture import Page
from kiosk.ui.errands import SEARCH, Errands
from kiosk.ui.form.counter.words import Capture as Words
from kiosk.ui.theme import Theme, colour
from kiosk.ui.widgets import Label, Pressable, unclickable
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll

STRIP, THUMB_WIDE, THUMB_HIGH = 124, 84, 104
KEPT = 100  # small pictures of pages that were seen before: of a day's hundreds of papers not all
Picturing = Callable[[Page, tuple[int, int]], bytes]


class Pictures:
    """`picturing` gives a page's picture in a room of pixels; without it pages are not pictured."""

    def __init__(self, errands: Errands) -> None:
        self._errands = errands
        self.picturing: Picturing | None = None

    def draw(self, page: Page, room: QSize, done: Callable[[Page, QImage], None], owner: QObject) -> bool:
        """Have it drawn: a scan takes its time. `done` is given a null image where it cannot be; False where nothing
        is drawn."""
        picturing = self.picturing
        if picturing is None or room.isEmpty():
            return False
        self._errands.run(
            SEARCH,
            lambda: QImage.fromData(picturing(page, (room.width(), room.height()))).convertToFormat(
                QImage.Format.Format_RGB32
            ),
            lambda image: done(page, image),
            lambda _: done(page, QImage()),
            owner=owner,
        )
        return True


class PageStrip(Scroll):
    """All pages, small; `wanted` says which one is to be shown large."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        inner = QWidget()
        inner.setProperty("ground", "paper")
        super().__init__(theme, inner)
        self._theme = theme
        self._pictures = pictures
        self._pages: list[Page] = []
        self._thumbs: list[tuple[Pressable, Label]] = []
        self._small: dict[str, QPixmap] = {}
        self._faces: dict[str, QLabel] = {}
        self._column = QVBoxLayout(inner)
        self._column.setSpacing(theme.px(8))
        self._column.setContentsMargins(0, 0, theme.px(6), 0)
        self.setFixedWidth(theme.px(STRIP))

    def show_pages(self, pages: Sequence[Page], at: int) -> None:
        """These pages, `at` marked as the one that is shown large."""
        if list(pages) != self._pages:
            self._pages = list(pages)
            self._faces = {}
            self._thumbs = [self._thumb(nth, page) for nth, page in enumerate(self._pages)]
            refill(self._column, [thumb for thumb, _ in self._thumbs])
            self._column.addStretch(1)
            self._forget()
        for nth, (thumb, number) in enumerate(self._thumbs):
            thumb.set_chosen(nth == at)
            number.set_tone("accent" if nth == at else "muted")

    def _thumb(self, nth: int, page: Page) -> tuple[Pressable, Label]:
        theme = self._theme
        thumb = Pressable(Words.PAGE.format(number=nth + 1, name=page.name), "card", QVBoxLayout())
        thumb.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        thumb.face.setContentsMargins(*[theme.px(5)] * 4)
        face = QLabel()
        face.setAlignment(Qt.AlignmentFlag.AlignCenter)
        face.setFixedHeight(theme.px(THUMB_HIGH))
        self._faces[page.sha256] = face
        number = Label(str(nth + 1), "note", "muted")
        number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        thumb.face.addWidget(unclickable(face))
        thumb.face.addWidget(unclickable(number))
        thumb.clicked.connect(lambda: self.wanted.emit(nth))
        if page.sha256 in self._small:
            face.setPixmap(self._small[page.sha256])
        else:
            self._pictures.draw(page, QSize(theme.px(THUMB_WIDE), theme.px(THUMB_HIGH)), self._on_drawn, self)
        return thumb, number

    def _on_drawn(self, page: Page, image: QImage) -> None:
        self._small[page.sha256] = QPixmap.fromImage(image)
        if (face := self._faces.get(page.sha256)) is not None:
            face.setPixmap(self._small[page.sha256])

    def _forget(self) -> None:
        others = [one for one in self._small if one not in self._faces]
        for one in others[: max(0, len(others) - KEPT)]:
            del self._small[one]


class LargePage(QWidget):
    """One page, as large as there is room; under it which one it is, and what was done to it."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._page: Page | None = None
        self._number = 0
        self._drawn: tuple[Page, QSize] | None = None
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumSize(1, 1)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # it takes what there is
        self._picture.installEventFilter(self)
        self._about = Label("", "note", "muted", wrap=True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._about.setObjectName("page_about")
        self._about.setMinimumWidth(1)
        self._drawing = QTimer(self, singleShot=True, interval=0)
        self._drawing.timeout.connect(self._draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._picture, 1)
        column.addWidget(self._about)

    def show_page(self, page: Page | None, number: int = 0, count: int = 0) -> None:
        """This page, the `number`th of so many; None for none."""
        self._page, self._number = page, number
        self._picture.setVisible(page is not None)
        self._about.setText(_about(page, number, count) if page is not None else "")
        self._drawing.start()

    def _draw(self) -> None:
        """Only what is seen, and what is not there already."""
        room = self._picture.size() * self.devicePixelRatioF()
        wanted = (self._page, room) if self._page is not None and self._picture.isVisible() else None
        if wanted is not None and wanted == self._drawn:
            return
        self._picture.clear()
        self._drawn = wanted if wanted and self._pictures.draw(*wanted, self._on_drawn, self) else None

    def _on_drawn(self, page: Page, image: QImage) -> None:
        if self._page != page:
            return
        if image.isNull():
            self._picture.setText(Words.NO_PREVIEW)
            self._drawn = None
        else:
            _frame(image)
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._picture.setPixmap(QPixmap.fromImage(image))
        self._picture.setAccessibleName(Words.PAGE.format(number=self._number, name=page.name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """There is another room for the picture, or it is seen again: it is drawn anew."""
        if watched is self._picture and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._drawing.start()
        return False


def _about(page: Page, number: int, count: int) -> str:
    done = Words.COMMA.join(Words.DONE[one] for one in page.done if one in Words.DONE)
    place = Words.PLACE.format(number=number, count=count, size=max(1, page.size >> 10))
    return Words.SPACE.join(one for one in (place, done, page.name) if one)


def _frame(image: QImage) -> None:
    """A line around it: white paper on white ground has no edge."""
    pen = QPainter(image)
    pen.setPen(QPen(colour("field-line"), 2))
    pen.drawRect(image.rect())
    pen.end()
