"""The board (叫号屏): everybody who waits sees who is called to which window, how many wait, and how fresh this is."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kiosk.app.outcomes import Changed, QueueSeen
from kiosk.app.papers import Station
from kiosk.app.ports import Announcer
from kiosk.app.queue import QueueDesk
from kiosk.ui.board.band import CallBand
from kiosk.ui.board.calls import Call, Caller, places
from kiosk.ui.board.columns import RECENT, Recent, WindowColumn
from kiosk.ui.board.ticker import Ticker
from kiosk.ui.board.words import BETWEEN, running_line, word
from kiosk.ui.errands import DESK, BadNews
from kiosk.ui.fit import fit_for
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Icon, Label, rule
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.header import Header

LOOK_EVERY = 1000  # milliseconds: other windows write the same queue
STALE_AFTER = 10  # seconds without an answer
SHOWN_COUNTS, UPRIGHT_COUNTS = 4, 2
UPRIGHT, UPRIGHT_ACROSS, UPRIGHT_RECENT = 1.5, 3, 2  # an upright board: larger for its width, windows in rows


class BoardScreen(QWidget):
    """Reads the queue on the feed and every second while it is seen; keeps the last good picture and says its age."""

    def __init__(
        self,
        queue: QueueDesk,
        prefixes: Mapping[str, str],
        fittings: Fittings,
        station: Station,
        announcer: Announcer | None = None,
        mute: str = "",
    ) -> None:
        super().__init__()
        self._mute = mute
        self._announcer = announcer
        self._queue, self._prefixes, self._fittings, self._station = queue, prefixes, fittings, station
        self._caller = Caller()
        self._seen: QueueSeen | None = None
        self._seen_at: datetime | None = None
        self._asked = False
        self._factor, self._upright = 0.0, False
        self._places: list[str] = []
        self._columns: dict[str, WindowColumn] = {}
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._box = QVBoxLayout(self)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._face: QWidget | None = None
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        fittings.feed.subscribe(self, {Changed.QUEUE}, self.look)

    def look(self) -> None:
        """Read the queue, unless it is being read, or nobody sees it."""
        self._show_age()
        if self._asked or not self.isVisible():
            return
        self._asked = True
        self._fittings.errands.run(DESK, self._queue.seen, self._on_seen, self._on_failed, self)

    def show_queue(self, seen: QueueSeen) -> None:
        """Draw the line as it stands."""
        self._seen, self._seen_at = seen, self._fittings.now()
        if self._face is None:
            return
        first = not self._caller.looked  # what was called before this board was switched on is shown, not said again
        self.band.announce(self._caller.news(seen), aloud=not first)
        self._show_columns(seen)
        self._recent.show_tickets(seen.recent)
        self._waiting.setText(self._counts(seen))
        self._show_age()

    def showEvent(self, event: QShowEvent) -> None:
        """Seen: it looks at once, and goes on looking."""
        super().showEvent(event)
        self._timer.start()
        self.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another glass."""
        super().resizeEvent(event)
        size = event.size()
        upright = size.height() > size.width()
        lying = fit_for(size.width(), round(size.width() * 9 / 16)) if upright else fit_for(*size.toTuple())
        factor = round(lying.factor * (UPRIGHT if upright else 1.0), 4)
        if (factor, upright) != (self._factor, self._upright):
            self._factor, self._upright = factor, upright
            self._build(Theme("board", factor))

    def _on_seen(self, seen: QueueSeen) -> None:
        self._asked = False
        self.show_queue(seen)

    def _on_failed(self, _news: BadNews) -> None:
        self._asked = False
        self._show_age()

    def _build(self, theme: Theme) -> None:
        if self._face is not None:
            self._face.hide()
            self._face.deleteLater()
        theme.dress(self)
        self._theme = theme
        self._places, self._columns = [], {}
        self._face = QWidget()
        column = QVBoxLayout(self._face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        station = self._station
        column.addWidget(Header(theme, station.name, self._fittings.now, demo=station.demo, tall=False))
        body = QVBoxLayout()
        body.setContentsMargins(theme.px(48), theme.px(24), theme.px(48), theme.px(24))
        body.setSpacing(theme.px(24))
        column.addLayout(body, 1)
        self.band = CallBand(theme, self._speak, upright=self._upright)
        self._row = QGridLayout()
        self._row.setSpacing(theme.px(24))
        self._recent = Recent(theme, UPRIGHT_RECENT if self._upright else RECENT)
        body.addWidget(self.band)
        body.addLayout(self._row, 1)
        body.addWidget(self._recent)
        column.addWidget(rule())
        column.addWidget(self._notices())
        column.addWidget(rule())
        column.addWidget(self._foot())
        self._box.addWidget(self._face)
        if self._seen is not None:
            self.show_queue(self._seen)

    def _notices(self) -> QWidget:
        strip = QWidget()
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip.setProperty("ground", "soft")
        row = QHBoxLayout(strip)
        row.setContentsMargins(self._theme.px(48), self._theme.px(12), 0, self._theme.px(12))
        row.setSpacing(self._theme.px(20))
        row.addWidget(Icon(self._theme, "info", "accent", 44))
        row.addWidget(Ticker(self._theme, running_line()), 1)
        return strip

    def _foot(self) -> QWidget:
        theme = self._theme
        foot = QWidget()
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setProperty("ground", "paper")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(48), theme.px(12), theme.px(48), theme.px(12))
        row.setSpacing(theme.px(14))
        self._age_sign = Icon(theme, "circle-check", "good", 32)
        self._age = Label(word("opening"), "tiny", "muted")
        self._waiting = Label("", "tiny", "muted")
        row.addWidget(self._age_sign)
        row.addWidget(self._age)
        if self._mute:
            row.addSpacing(theme.px(24))
            row.addWidget(Icon(theme, "volume-x", "warn", 32))
            voice = Label(word("mute"), "tiny", "warn")
            voice.setAccessibleDescription(self._mute)
            row.addWidget(voice)
        row.addStretch(1)
        row.addWidget(self._waiting)
        return foot

    def _show_columns(self, seen: QueueSeen) -> None:
        wanted = places(seen, self._places)
        if wanted != self._places:
            self._places = wanted
            self._set_columns()
        here = {t.window: t for t in seen.serving}
        latest = max(seen.serving, key=lambda t: t.turn, default=None)
        for window, column in self._columns.items():
            ticket = here.get(window)
            category = self._prefixes.get(ticket.prefix, "") if ticket else ""
            column.show_ticket(ticket, category, called=ticket is not None and ticket is latest)
            if ticket is None and window in seen.paused:
                column.show_paused(seen.paused[window])

    def _speak(self, call: Call) -> float:
        return self._announcer.announce(call.number, call.window) if self._announcer else 0.0

    def _set_columns(self) -> None:
        refill(self._row)
        self._columns = {window: WindowColumn(self._theme, window) for window in self._places}
        across = _across(len(self._columns)) if self._upright else len(self._columns)
        for place, column in enumerate(self._columns.values()):
            self._row.addWidget(column, place // across, place % across)
        for place in range(max(1, self._row.columnCount())):
            self._row.setColumnStretch(place, int(place < across))

    def _counts(self, seen: QueueSeen) -> str:
        if not seen.waiting:
            return word("nobody_waits")
        counts = Counter(t.prefix for t in seen.waiting).most_common()
        most = UPRIGHT_COUNTS if self._upright else SHOWN_COUNTS
        said = [word("waiting_in", category=self._prefixes.get(p, p), count=n) for p, n in counts[:most]]
        if others := sum(n for _, n in counts[most:]):
            said.append(word("waiting_others", count=others))
        return word("waiting_now") + BETWEEN.join(said)

    def _show_age(self) -> None:
        if self._seen_at is None or self._face is None:
            return
        seconds = int((self._fittings.now() - self._seen_at).total_seconds())
        stale = seconds >= STALE_AFTER
        if stale:
            said = word("stale", time=f"{self._seen_at:%H:%M}")
        else:
            said = word("fresh", seconds=seconds) if seconds else word("fresh_now")
        self._age.setText(said)
        self._age.set_tone("warn" if stale else "good")
        self._age_sign.show_icon("triangle-alert" if stale else "circle-check", "warn" if stale else "good")


def _across(windows: int) -> int:
    """How many of an upright board's windows stand side by side: as few places empty as can be, then as many."""
    return min(range(2, UPRIGHT_ACROSS + 1), key=lambda across: (-windows % across, -across))
