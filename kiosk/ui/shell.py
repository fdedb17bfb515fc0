"""The shell: opens the house, puts the role's screens into one window, keeps it all running until it is closed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.ui.bugs import BugHook
from kiosk.ui.errands import DESK, UNFORESEEN, BadNews, Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings, Squares, wall_clock
from kiosk.ui.fonts import load_rest
from kiosk.ui.places import RATE, HallPlace, Seat, build_place, leave_place
from kiosk.ui.sweeping import Sweeper
from kiosk.ui.theme import Theme, prepare
from kiosk.ui.widgets import Banner, Button, FocusRing, Label, rule
from kiosk.ui.words import word

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import SignedIn
    from kiosk.ui.entrance import ClosedDoor, ComingIn, Curtain
    from kiosk.ui.first_run import FirstRun, Restoring
    from kiosk.ui.hall.shelf import Shelf

Opening = Callable[[], "Desks"]
PEOPLE_ONLY, NO_DATA = "people_only", "store_missing"
SIGNED_OFF = -2  # how the screens ended: whoever opened the house has gone, and it is closed
MOST_LEAVING = 10_000  # milliseconds: whatever hangs, the key goes
AFTER_PAINT, AFTER_OPEN = 120, 1000  # milliseconds: a first tap goes before the opening, rare letters after it


class Shell(QWidget):
    """One window. `ready` once every screen of the seat can be used; `refused` when the house could not be opened.

    `opening` opens the house and is called once, after the window has been painted, away from the screens' thread; it
    may raise Refusal or Trouble; where only people open it, `coming_in` does. With a `shelf` of matters the hall can be
    pressed before that.
    """

    ready = Signal()
    locked_up = Signal()  # whoever opened the house has gone, and nothing of his is under way: it can be closed
    line_moved = Signal()  # from any thread: the line changed at another PC, or by another program

    def __init__(
        self,
        opening: Opening,
        seat: Seat,
        square: Squares | None = None,
        shelf: Callable[[], Shelf] | None = None,
        coming_in: ComingIn | None = None,
        restoring: Restoring | None = None,
    ) -> None:
        super().__init__()
        self._coming_in, self._restoring = coming_in, restoring
        self._first_run: FirstRun | None = None
        self._curtain: Curtain | None = None
        self._leaving = 0
        self._opening, self._seat, self._square, self._shelf = opening, seat, square, shelf
        self.refused: BadNews | None = None
        self._asked = False
        self.hook = BugHook(self)
        self.hook.caught.connect(self._on_bug, Qt.ConnectionType.QueuedConnection)
        self.errands = Errands(self.hook.note, self)
        self.feed = Feed(self)
        self._theme = Theme("desk", seat.factor_at("desk"))
        self._desks: Desks | None = None
        self._screens: dict[str, QWidget] = {}
        self._tabs: dict[str, Button] = {}
        self._trouble: QWidget | None = None
        self._unfollow: Callable[[], None] = _nothing
        self.line_moved.connect(self._on_line_moved, Qt.ConnectionType.QueuedConnection)
        self.setWindowTitle(word("app"))
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=AFTER_PAINT)
        self._soon.timeout.connect(self._open_soon)

    def open_house(self) -> None:
        """Open the desks here and now, for those who cannot wait (the tour); once only."""
        self._soon.stop()
        if not self._asked:
            self._asked = True
            self._on_open(self._opening())

    def show_place(self, name: str) -> QWidget:
        """Go to a place of this seat; its screen is built the first time. KeyError when the seat has no such
        place."""
        if name not in self._seat.places:
            raise KeyError(name)
        if name not in self._screens:
            if self._desks is None:
                raise KeyError(name)
            self._add(name, build_place(name, self._desks, self._fittings(name), self._seat))
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
        if not self._asked:
            self._soon.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is under way comes to its end."""
        self._unfollow()
        self._unfollow = _nothing
        if self._first_run is not None:
            self._first_run.stop()
        self.errands.close()
        super().closeEvent(event)

    def _open_soon(self) -> None:
        if not self._asked:
            self._asked = True
            self.errands.run(DESK, self._opening, self._on_open, self._on_refused)

    def _build(self) -> None:
        self._box = QVBoxLayout(self)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._stack = QStackedWidget()
        self._box.addWidget(self._stack, 1)
        if len(self._seat.places) > 1:
            self._build_tabs()
        if self._shelf is not None and self._seat.places[0] == "hall":
            self._add("hall", HallPlace(self._shelf(), self._fittings("hall"), self._seat))
        else:
            opening = Label(word("opening"), "title", "muted")
            opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._theme.dress(opening)
            self._stack.addWidget(opening)
        self._ring = FocusRing(self)
        full = QShortcut(QKeySequence("Shift+F11"), self)  # F11 itself is a key of the window
        full.activated.connect(self._toggle_full)

    def _on_open(self, desks: Desks) -> None:
        from kiosk.ui.book_check import BookCheck
        from kiosk.ui.line import LineWatch
        from kiosk.ui.postman import Postman
        from kiosk.ui.second_glass import SecondGlass
        from kiosk.ui.turning import Turning

        self._desks = desks
        if self._seat.open_to_all or not desks.sign_in.needed():
            self._furnish(desks)
        else:
            self._guard(desks)
        if not self._seat.open_to_all:
            self._say_how_kept(desks.protection())
        self._unfollow = desks.follow(self.line_moved.emit)
        if self._seat.role != "board":
            postman = Postman(lambda: (self._desks or desks).post, self.errands, self.feed, self)
            postman.parted.connect(lambda: self._warn(word("parted_title"), word("parted")))
            postman.begin()
            watch = LineWatch(postman.line_up, self)
            QTimer.singleShot(AFTER_OPEN, watch, watch.begin)
        if self._seat.role == "window":
            other = SecondGlass(lambda: build_place(RATE, desks, self._fittings(RATE), self._seat), self)
            QTimer.singleShot(AFTER_OPEN, other, other.begin)
        Turning(lambda: (self._desks or desks).catalogue, self.errands, self.feed, wall_clock, self).begin()
        QTimer.singleShot(AFTER_OPEN, self, load_rest)
        BookCheck(lambda: self._desks or desks, self.errands, self._on_checked, self).begin()
        self.ready.emit()

    def _say_how_kept(self, kept: str) -> None:
        from kiosk.ui.strip import KeptStrip, must_be_said

        if must_be_said(kept, self._seat.role):
            self._box.insertWidget(0, KeptStrip(self._theme, kept))

    def _furnish(self, desks: Desks) -> None:
        """The places of the seat, on these desks."""
        self._desks = desks
        for early in self._screens.values():
            if isinstance(early, HallPlace):
                early.furnish(desks)
        self.show_place(self._seat.places[0])
        self._enable_tabs(enabled=True)

    def _guard(self, house: Desks) -> None:
        """Somebody has to sign in before any place is shown."""
        from kiosk.ui.entrance import Curtain

        curtain = self._curtain = Curtain(house, self._fittings("desk"), self._stack, self)
        curtain.came.connect(self._furnish)
        curtain.drawn.connect(lambda drawn: self._enable_tabs(enabled=not drawn))
        curtain.went.connect(lambda: self._take_down(house))
        QShortcut(QKeySequence("Ctrl+Alt+L"), self).activated.connect(curtain.door.lock)
        curtain.begin()

    def _take_down(self, house: Desks) -> None:
        """Nothing is left of who was here; each place ends first what is under way there."""
        self._desks = house
        self._leaving = len(self._screens)
        for name, screen in self._screens.items():
            leave_place(name, screen, partial(self._throw_away, screen))
        self._screens.clear()
        if self._curtain is not None and self._curtain.door.keyed:
            QTimer.singleShot(MOST_LEAVING, self, self.locked_up.emit)
            self._lock_up_when_left()

    def _lock_up_when_left(self) -> None:
        """Whoever goes takes the key with him, once nothing of his is under way."""
        if self._leaving:
            QTimer.singleShot(AFTER_PAINT, self, self._lock_up_when_left)
            return
        self.errands.run(DESK, _nothing, lambda _: self.locked_up.emit(), owner=self)

    def _throw_away(self, screen: QWidget) -> None:
        self._leaving -= 1
        self._stack.removeWidget(screen)
        screen.deleteLater()

    def _enable_tabs(self, *, enabled: bool) -> None:
        for tab in self._tabs.values():
            tab.setEnabled(enabled)

    def _on_line_moved(self) -> None:
        from kiosk.app.outcomes import Changed

        self.feed.tell(frozenset({Changed.QUEUE}))

    def _on_refused(self, news: BadNews) -> None:
        if news.key == PEOPLE_ONLY and self._coming_in is not None:
            self._ask_to_open(self._coming_in)
            return
        if news.key == NO_DATA and self._restoring is not None:
            self._begin_first_run(self._restoring)
            return
        self.refused = news
        self.close()

    def _ask_to_open(self, way: ComingIn) -> None:
        from kiosk.ui.entrance import ClosedDoor

        door = ClosedDoor(way, self.errands, self._theme, self)
        self._stack.addWidget(door.page)
        self._stack.setCurrentWidget(door.page)
        door.opened.connect(partial(self._on_came_in, door))
        door.begin()

    def _begin_first_run(self, way: Restoring) -> None:
        from kiosk.ui.first_run import FirstRun

        first = self._first_run = FirstRun(way, self.errands, self._theme, self)
        self._stack.addWidget(first.page)
        self._stack.setCurrentWidget(first.page)
        first.restored.connect(self._on_restored)
        first.begin()

    def _on_restored(self) -> None:
        if self._first_run is not None:
            self._stack.removeWidget(self._first_run.page)
            self._first_run.page.deleteLater()
            self._first_run = None
        self.errands.run(DESK, self._opening, self._on_open, self._on_refused)

    def _on_came_in(self, door: ClosedDoor, desks: Desks, who: SignedIn) -> None:
        self._stack.removeWidget(door.page)
        door.page.deleteLater()
        self._on_open(desks)
        if self._curtain is not None:
            self._curtain.door.enter(who)

    def _fittings(self, name: str) -> Fittings:
        return Fittings(Theme(name, self._seat.factor_at(name)), self.errands, self.feed, self.say, self._square)

    def _add(self, name: str, screen: QWidget) -> None:
        self._screens[name] = screen
        self._stack.addWidget(screen)

    def _build_tabs(self) -> None:
        strip = QWidget()
        self._theme.dress(strip)
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip.setProperty("ground", "paper")
        column = QVBoxLayout(strip)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        column.addLayout(row)
        column.addWidget(rule())
        for place, name in enumerate(self._seat.places, 1):
            tab = Button(self._theme, word(name), key=f"Ctrl+{place}", kind="quiet")
            tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tab.setEnabled(False)
            tab.clicked.connect(lambda _=False, name=name: self.show_place(name))
            self._tabs[name] = tab
            row.addWidget(tab)
        row.addStretch(1)
        self._box.insertWidget(0, strip)

    def _on_bug(self, number: str) -> None:
        self._warn(word("unforeseen_title"), word("unforeseen", id=number))

    def _on_checked(self, problems: Sequence[str]) -> None:
        if problems:
            self._warn(word("journal_title"), word("journal", told=problems[0]))

    def _warn(self, title: str, text: str) -> None:
        if self._trouble is not None:
            self._trouble.deleteLater()
        banner = Banner(self._theme, "bad", title, text)
        self._theme.dress(banner)
        close = Button(self._theme, word("close"))
        close.clicked.connect(self._forget_trouble)
        banner.row.addWidget(close)
        self._trouble = banner
        self._box.insertWidget(0, banner)

    def _forget_trouble(self) -> None:
        if self._trouble is not None:
            self._trouble.deleteLater()
            self._trouble = None

    def _toggle_full(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()


def _nothing() -> None:
    """Nobody is followed."""


def run(
    opening: Opening,
    seat: Seat,
    square: Squares | None = None,
    shelf: Callable[[], Shelf] | None = None,
    coming_in: ComingIn | None = None,
    restoring: Restoring | None = None,
) -> int:
    """Show the screens of a seat until they are closed; 0, or `SIGNED_OFF`. Raises what `opening` raised, after the
    window is gone."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs here")
    prepare(app)
    shell = Shell(opening, seat, square, shelf, coming_in, restoring)
    shell.hook.install()
    shell.locked_up.connect(lambda: app.exit(SIGNED_OFF))
    sweeper = Sweeper(shell)
    shell.ready.connect(lambda: QTimer.singleShot(AFTER_OPEN, sweeper, sweeper.begin))
    try:
        if seat.full:
            shell.showFullScreen()
        else:
            shell.resize(1366, 768)
            shell.showMaximized()
        code = app.exec()
    finally:
        sweeper.end()
        shell.hook.remove()
        shell.close()
        shell.errands.close()
        shell.deleteLater()
    if shell.refused is not None:
        raise shell.refused
    return code
