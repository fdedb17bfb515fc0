"""The frame of a public screen: one page at a time between head and foot, wiped when whoever stood there is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kiosk.ui.fit import Fit, fit_for
from kiosk.ui.fittings import Fittings
from kiosk.ui.idle import Countdown
from kiosk.ui.pages import SIDE
from kiosk.ui.theme import Theme
from kiosk.ui.wedge import Wedge
from kiosk.ui.widgets import Banner, Button, Card, Elided, Icon, Label
from kiosk.ui.widgets.bars import BottomBar, LastSeconds
from kiosk.ui.widgets.clearing import discard
from kiosk.ui.widgets.header import Header
from kiosk.ui.widgets.words import word
from kiosk.ui.words import word as of_shell

if TYPE_CHECKING:
    from kiosk.app.papers import Station

Tools = Callable[[Theme, Fit, bool], Sequence[Button]]  # the last: in as few letters as can be
IDLE, IDLE_SHOWN = 90, 15  # seconds
GUARD = 350  # milliseconds in which the second half of a double tap finds nothing to press
CLOCK, CLOCK_LARGE = 300, 225  # of the head, for the time; in large print the date is shorter
OUT_OF_REACH = 0.4  # of the height: on an upright 1080×1920 glass, what is above the arm of somebody who sits
_LEAST = QSize(480, 360)
_TOUCHED = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress, QEvent.Type.Wheel}


class Frame(QWidget):
    """What hall and track stand in. Pages are made anew at every visit, so that nothing of one resident is left."""

    resized = Signal()
    went_away = Signal()
    back_wanted = Signal()
    home_wanted = Signal()
    scanned = Signal(str)
    shown = Signal(object)  # the page that is seen now

    def __init__(self, fittings: Fittings, station: Station | None, *, elder: bool = False) -> None:
        super().__init__()
        self._fittings, self._station = fittings, station
        self.elder = elder
        self.fit = Fit(upright=True, factor=0.0)
        self.theme = Theme("hall")
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(of_shell("app"))
        self._box = QVBoxLayout(self)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.low = False
        self._above: QWidget | None = None
        self._head: QWidget | None = None
        self._last: LastSeconds | None = None
        self.page: QWidget | None = None
        self._bar: QWidget | None = None
        self._trouble: QWidget | None = None
        self._notice: Notice | None = None
        self._said = ("", "")
        self._tools: Tools = _no_tools
        self._page_counts = False
        self.idle = Countdown(self)
        self.idle.ticked.connect(self._on_tick)
        self.idle.ran_out.connect(self.went_away)
        self._wedge = Wedge(self)
        self._wedge.scanned.connect(self.scanned)

    def set_station(self, station: Station) -> None:
        """Whose hall this is, once the house is open."""
        self._station = station
        if self._head is not None:
            self._replace_head()

    def set_elder(self, elder: bool) -> None:
        """Large print or not; the page is drawn anew."""
        self.elder = elder
        self._refit(self.size())

    def set_low(self, low: bool) -> None:
        """Every key within reach of somebody who sits, or not; the page is drawn anew."""
        self.low = low
        self._refit(self.size())

    def show_home(self, page: QWidget, *, known: bool) -> None:
        """The first page; the clock runs only when something is known of somebody."""
        self._show(page, None)
        if known or self.fit.low:
            self.idle.start(IDLE, IDLE_SHOWN)
        else:
            self.idle.stop()

    def show_inner(self, page: QWidget) -> None:
        """A page from which one goes back, home, or away."""
        plain = self.fit.low and self.elder  # seated, every row is height: one row, and no signs in it
        back = Button(self.theme, word("back"), icon="" if plain else "arrow-left")
        back.clicked.connect(self.back_wanted)
        home = Button(self.theme, word("home"), icon="" if plain else "house")
        home.clicked.connect(self.home_wanted)
        self._show(page, self._bar_of((back, home), brief=plain))
        self.idle.start(IDLE, IDLE_SHOWN)

    def show_last(self, page: QWidget, buttons: tuple[Button, ...]) -> None:
        """A page with its own ways out and its own countdown; start `idle` for it."""
        self._show(page, self._bar_of(buttons) if buttons else None)
        self._page_counts = True

    def set_tools(self, tools: Tools) -> None:
        """What stands on every page beside its own ways out: made anew for each, in the size of its print."""
        self._tools = tools

    def show_notice(self, icon: str, sentence: str) -> None:
        """Something that stays in view from page to page, over the head, where it moves nothing; '' for nothing."""
        if self._notice is not None:
            discard(self._notice)
            self._notice = None
        self._said = (icon, sentence)
        if sentence:
            self._notice = Notice(self.theme, icon, sentence)
            self._notice.setParent(self)
            self._place_notice()
            self._notice.show()

    def show_trouble(self, title: str, sentence: str) -> None:
        """Something could not be done; the page stays as it is, and this goes with it."""
        if self._trouble is not None:
            discard(self._trouble)
        self._trouble = self._framed(Banner(self.theme, "bad", title, sentence))
        self._box.insertWidget(1, self._trouble)

    def minimumSizeHint(self) -> QSize:
        """The glass decides how large it is drawn, never the other way round."""
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another glass: drawn anew if it makes a difference."""
        super().resizeEvent(event)
        self._refit(event.size())
        self._place_notice()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A scanner types what nobody asked for."""
        if self._wedge.take(event):
            self.setFocus()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Whatever reaches the window tells that somebody is there."""
        if event.type() in _TOUCHED:
            self.idle.poke()
        return False

    def watch(self) -> None:
        """Hear of every touch, before any button does."""
        if window := self.window().windowHandle():
            window.installEventFilter(self)

    def _refit(self, size: QSize) -> None:
        fit = fit_for(size.width(), size.height(), elder=self.elder, low=self.low)
        if fit == self.fit:
            return
        self.fit = fit
        self.theme = Theme("hall", fit.factor, lying=not fit.upright)
        self.theme.dress(self)
        self._replace_head()
        self._replace_last()
        self.show_notice(*self._said)
        self.resized.emit()

    def _replace_head(self) -> None:
        if self._head is not None:
            discard(self._head)
        station = self._station
        hours = word("open").format(hours=station.hours) if station and station.hours else ""
        name, demo = (station.name, station.demo) if station else ("", False)
        self._head = Header(self.theme, name, self._fittings.now, line=hours, demo=demo, tall=True)
        self._box.insertWidget(0, self._head)

    def _replace_last(self) -> None:
        if self._last is not None:
            discard(self._last)
        self._last = LastSeconds(self.theme)
        self._last.stay_wanted.connect(self.idle.poke)
        self._box.addWidget(self._last)

    def _show(self, page: QWidget, bar: QWidget | None) -> None:
        self._page_counts = False
        followed = self.page is not None
        for old in (self.page, self._bar, self._trouble, self._above):
            if old is not None:
                discard(old)
        self._trouble = self._above = None
        self.page, self._bar = page, bar
        self._box.insertWidget(1, page, 1)
        if self.fit.low and getattr(page, "keys_high", False):
            self._above = Above(self.theme, round(self.height() * OUT_OF_REACH))
            self._box.insertWidget(1, self._above)
            self._above.leave_out(self._head)
        if bar is not None:
            self._box.addWidget(bar)
        for part in filter(None, (page, bar) if followed else ()):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            QTimer.singleShot(GUARD, part, partial(_let_press, part))
        self.watch()
        self.shown.emit(page)

    def _place_notice(self) -> None:
        """Over the station's name; the clock stays in view."""
        if self._notice is not None and self._head is not None:
            side, edge = self.theme.px(SIDE), self.theme.px(14)
            wide = self.width() - 2 * side - self.theme.px(CLOCK_LARGE if self.elder else CLOCK)
            self._notice.setGeometry(side, edge, wide, self._head.sizeHint().height() - 2 * edge)
            self._notice.raise_()

    def _framed(self, banner: QWidget) -> QWidget:
        """With the margins of a page."""
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(self.theme.px(SIDE), self.theme.px(24), self.theme.px(SIDE), 0)
        box.addWidget(banner)
        return holder

    def _bar_of(self, buttons: tuple[Button, ...], *, brief: bool = False) -> BottomBar:
        below = self.fit.upright and self.elder and not brief
        return BottomBar(self.theme, buttons, self._tools(self.theme, self.fit, brief), below=below)

    def _on_tick(self, left: int) -> None:
        shown = 0 if self._page_counts else left
        if self._last is not None:
            if self._bar is not None and self._bar.isVisible():
                self._last.setFixedHeight(max(self._bar.height(), self._last.sizeHint().height()))
            self._last.show_left(shown, self.idle.shown)
        if self._bar is not None:
            self._bar.setVisible(not shown)  # the last seconds take its place, so that the page does not move


class Notice(Card):
    """One sentence that stays."""

    def __init__(self, theme: Theme, icon: str, sentence: str) -> None:
        super().__init__(theme, "good", margin=0)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        row.setSpacing(theme.px(20))
        row.addWidget(Icon(theme, icon, "good", 56))
        row.addWidget(Elided(sentence, "strong", "good", least=0.6), 1)
        self.box.addLayout(row)
        self.setAccessibleName(sentence)


class Above(QWidget):
    """What stands out of reach of somebody who sits: nothing to press, and why the keys are further down."""

    def __init__(self, theme: Theme, reach: int) -> None:
        super().__init__()
        self._reach = reach
        row = QVBoxLayout(self)
        row.addStretch(1)
        row.addWidget(Icon(theme, "accessibility", "accent", 120), 0, Qt.AlignmentFlag.AlignHCenter)
        said = Label(word("low"), "section", "muted", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(said)
        row.addStretch(1)

    def leave_out(self, head: QWidget | None) -> None:
        """The head stands above it already."""
        self.setFixedHeight(max(0, self._reach - (head.sizeHint().height() if head is not None else 0)))


def _no_tools(_theme: Theme, _fit: Fit, _brief: bool) -> Sequence[Button]:
    """A frame that has none."""
    return ()


def _let_press(part: QWidget) -> None:
    part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
