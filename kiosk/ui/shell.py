"""The shell: opens the house, puts the role's screens into one window, keeps it all running until it is closed."""

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.app.desks import Desks
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.ui.bugs import BugHook
from kiosk.ui.errands import UNFORESEEN, BadNews, Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings, Squares
from kiosk.ui.places import Seat, build_place
from kiosk.ui.postman import Postman
from kiosk.ui.theme import Theme, prepare
from kiosk.ui.widgets import Banner, Button, FocusRing, Label, rule
from kiosk.ui.words import word

Opening = Callable[[], Desks]
"""Opens the house; called once, after the window has been painted. May raise Refusal or Trouble."""


class Shell(QWidget):
    """One window. `ready` once the first screen can be pressed; `refused` when the house could not be opened."""

    ready = Signal()

    def __init__(self, opening: Opening, seat: Seat, square: Squares | None = None) -> None:
        super().__init__()
        self._opening, self._seat, self._square = opening, seat, square
        self.refused: BadNews | None = None
        self.hook = BugHook(self)
        self.hook.caught.connect(self._on_bug, Qt.ConnectionType.QueuedConnection)
        self.errands = Errands(self.hook.note, self)
        self.feed = Feed(self)
        self._theme = Theme("desk")
        self._desks: Desks | None = None
        self._screens: dict[str, QWidget] = {}
        self._tabs: dict[str, Button] = {}
        self._trouble: QWidget | None = None
        self.setWindowTitle(word("app"))
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme.dress(self)
        self._box = QVBoxLayout(self)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._stack = QStackedWidget()
        opening_word = Label(word("opening"), "title", "muted")
        opening_word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(opening_word)
        self._box.addWidget(self._stack, 1)
        self._ring = FocusRing(self)
        self._open_soon = QTimer(self, singleShot=True, interval=0)
        self._open_soon.timeout.connect(self.open_house)
        full = QShortcut(QKeySequence("F11"), self)
        full.activated.connect(self._toggle_full)

    def open_house(self) -> None:
        """Open the desks and show the first place. Done by itself after the first paint."""
        if self._desks is not None:
            return
        try:
            self._desks = self._opening()
        except (Refusal, Trouble) as news:
            self.refused = news
            self.close()
            return
        if len(self._seat.places) > 1:
            self._build_tabs()
        self.show_place(self._seat.places[0])
        if self._seat.role != "board":
            Postman(self._desks.post, self.errands, self.feed, self).begin()
        self.ready.emit()

    def show_place(self, name: str) -> QWidget:
        """Go to a place of this seat; its screen is built the first time. KeyError when the seat has no such place."""
        if name not in self._seat.places:
            raise KeyError(name)
        if name not in self._screens:
            self._screens[name] = self._build(name)
            self._stack.addWidget(self._screens[name])
        self._stack.setCurrentWidget(self._screens[name])
        for place, tab in self._tabs.items():
            tab.set_chosen(place == name)
        return self._screens[name]

    def say(self, news: BadNews) -> str:
        """Any bad news in a sentence."""
        if news.key == UNFORESEEN or self._desks is None:
            return word("unforeseen", id=news.values.get("id", ""))
        return self._desks.say(news)

    def showEvent(self, event: QShowEvent) -> None:
        """Shown: the house is opened as soon as this has been painted."""
        super().showEvent(event)
        if self._desks is None:
            self._open_soon.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is under way comes to its end."""
        self.errands.close()
        super().closeEvent(event)

    def _build(self, name: str) -> QWidget:
        if self._desks is None:
            raise RuntimeError("the house is not open yet")
        fittings = Fittings(Theme(name), self.errands, self.feed, self.say, self._square)
        return build_place(name, self._desks, fittings, self._seat)

    def _build_tabs(self) -> None:
        strip = QWidget()
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip.setProperty("ground", "paper")
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        for place, name in enumerate(self._seat.places, 1):
            tab = Button(self._theme, word(name), key=f"Ctrl+{place}", kind="quiet")
            tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tab.clicked.connect(lambda _=False, name=name: self.show_place(name))
            self._tabs[name] = tab
            row.addWidget(tab)
        row.addStretch(1)
        self._box.insertWidget(0, strip)
        self._box.insertWidget(1, rule())

    def _on_bug(self, number: str) -> None:
        if self._trouble is not None:
            self._trouble.deleteLater()
        banner = Banner(self._theme, "bad", word("unforeseen_title"), word("unforeseen", id=number))
        close = Button(self._theme, word("close"))
        close.clicked.connect(banner.deleteLater)
        close.clicked.connect(self._forget_trouble)
        banner.row.addWidget(close)
        self._trouble = banner
        self._box.insertWidget(0, banner)

    def _forget_trouble(self) -> None:
        self._trouble = None

    def _toggle_full(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()


def run(opening: Opening, seat: Seat, square: Squares | None = None) -> int:
    """Show the screens of a seat until they are closed; 0. Raises what `opening` raised, after the window is gone."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs here")
    prepare(app)
    shell = Shell(opening, seat, square)
    shell.hook.install()
    try:
        if seat.full or seat.role in ("hall", "board"):
            shell.showFullScreen()
        else:
            shell.resize(1366, 768)
            shell.showMaximized()
        code = app.exec()
    finally:
        shell.hook.remove()
        shell.errands.close()
    if shell.refused is not None:
        raise shell.refused
    return code
