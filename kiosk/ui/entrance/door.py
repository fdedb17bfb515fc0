"""Between the page and the sign-in desk: comes in, locks, goes; and watches whether anybody is still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from kiosk.ui.copies import forget_copies
from kiosk.ui.entrance.page import (
    BADGE,
    CHANGE,
    CLOSED,
    LOCKED,
    NEW,
    OLD,
    SECRET,
    SIGN_IN,
    STAFF,
    WITH_BADGE,
    EntrancePage,
)
from kiosk.ui.entrance.words import Words
from kiosk.ui.errands import DESK
from kiosk.ui.idle import Countdown

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import SignedIn
    from kiosk.ui.errands import BadNews
    from kiosk.ui.fittings import Fittings

IDLE_SECONDS = 600
AWAY_SECONDS = 1200  # a locked screen keeps the key that long where it is somebody's own
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    )
)


class Entrance(QObject):
    """`came` with the desks of who has signed in; `back` when the same one goes on; `went` when the screens are to be
    taken down; `locked` when they are to be covered."""

    came = Signal(object)
    back = Signal()
    went = Signal()
    locked = Signal()

    def __init__(self, desks: Desks, fittings: Fittings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desks = desks
        self._fittings = fittings
        self.who: SignedIn | None = None
        self._covered = True
        self.page = EntrancePage(fittings.theme, desks.device.station.name)
        fittings.theme.dress(self.page)
        self.page.given.connect(self._on_given)
        self.page.other.connect(self.sign_off)
        self.idle = Countdown(self)
        self.idle.ran_out.connect(self._on_idle)
        self.keyed = False  # whoever is in has opened the data, and takes the key with him
        self.away = Countdown(self)
        self.away.ran_out.connect(self.sign_off)
        fittings.feed.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Ask who comes in."""
        self._covered = True
        badges = any(one.badge and not one.left for one in self._desks.staff.listed())
        self.page.ask(WITH_BADGE if badges else SIGN_IN, Words.TITLE, Words.TEXT)

    def enter(self, who: SignedIn) -> None:
        """Somebody has come in by the closed door already."""
        self.keyed = True
        self._on_in(who)

    def lock(self) -> None:
        """Cover the screens; what lies on them stays."""
        self._lock(Words.LOCKED_OWN)

    def sign_off(self) -> None:
        """Take the screens down; somebody else may come."""
        who, self.who = self.who, None
        self._stop()
        self.away.stop()
        if who is not None:
            self._fittings.errands.run(DESK, self._desks.exports.clear, lambda _: None, owner=self)
            self._fittings.errands.run(DESK, lambda: self._desks.sign_in.sign_off(who), lambda _: None, owner=self)
            self.went.emit()
        if self.keyed:
            self.page.ask(CLOSED, Words.CLOSING, Words.CLOSING_TEXT)
            self.page.setEnabled(False)
        else:
            self.begin()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Anything that somebody does says that he is there."""
        if event.type() in _TOUCHES:
            self.idle.poke()
        return False

    def _on_changed(self, _changes: object) -> None:
        """Whoever works here no more is out as soon as this PC has heard of it."""
        who, desk = self.who, self._desks.sign_in
        if who is not None and not who.change:
            self._fittings.errands.run(DESK, lambda: desk.works_here(who), self._on_known, owner=self)

    def _on_known(self, here: bool) -> None:
        if not here:
            self.sign_off()

    def _on_idle(self) -> None:
        self._lock(Words.LOCKED_TEXT)

    def _lock(self, text: str) -> None:
        if self.who is None or self._covered:
            return
        self._stop()
        self._covered = True
        forget_copies()
        self._fittings.errands.run(DESK, self._desks.exports.clear, lambda _: None, owner=self)
        text = f"{text}{Words.COPIES}"
        if self.keyed:
            self.away.start(AWAY_SECONDS, 0)
            text = f"{text}{Words.LOCKED_KEYED}"
        self.page.ask(LOCKED, Words.LOCKED.format(name=self.who.name), text)
        self.locked.emit()
        self.page.begin()

    def _stop(self) -> None:
        self.idle.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def _on_given(self, typed: dict[str, str]) -> None:
        desk, who = self._desks.sign_in, self.who

        def job() -> SignedIn:
            if who is None:
                return desk.sign_in(typed[STAFF], typed[SECRET], typed.get(BADGE, ""))
            if OLD in typed:
                return desk.change_secret(who, typed[OLD], typed[NEW])
            return desk.unlock(who, typed[SECRET])

        self._fittings.errands.run(DESK, job, self._on_in, self._on_no, owner=self)

    def _on_in(self, who: SignedIn) -> None:
        goes_on = self.who is not None and self.who.staff == who.staff and not self.who.change and not who.change
        self.who = who
        if who.change:
            self.page.ask(CHANGE, Words.CHANGE.format(name=who.name), Words.CHANGE_TEXT)
            return
        self._covered = False
        self.away.stop()
        self.page.ask(SIGN_IN, Words.TITLE, "")  # nothing typed is left behind
        self.idle.start(IDLE_SECONDS, 0)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        if goes_on:
            self.back.emit()
        else:
            self.came.emit(self._desks.for_person(who))

    def _on_no(self, news: BadNews) -> None:
        self.page.set_busy(busy=False)
        self.page.show_said(self._fittings.say(news))
