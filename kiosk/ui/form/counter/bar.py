"""The bar at the foot: what can be done with which key at the left, how things stand at the right."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kiosk.app.outcomes import PostSeen
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.words import Bar as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Chip, Icon, Label
from kiosk.ui.widgets.clearing import discard

HEIGHT = 48


class PrinterSign(QFrame):
    """The state of the last print; nothing is claimed before the first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self._icon = Icon(theme, "printer", "good", 16)
        self._word = Label("", "note")
        row.addWidget(self._icon)
        row.addWidget(self._word)
        self.hide()

    def show_state(self, word: str, icon: str, tone: str) -> None:
        """A word, an icon and a tone."""
        self._icon.show_icon(icon, tone)
        self._word.setText(word)
        self._word.set_tone(tone)
        self.setAccessibleName(word)
        self.show()


class Bar(QFrame):
    """Forty-eight high, the same on every page, so that keys never move.

    `spare`: places of keys that may be left out where there is no room.
    """

    def __init__(self, theme: Theme, keys: Sequence[Button], spare: Sequence[int] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._keys = tuple(keys)
        self._spare: tuple[QWidget, ...] = ()
        self.setProperty("bar", "true")
        self.setFixedHeight(theme.px(HEIGHT))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(12), theme.px(5), theme.px(12), theme.px(5))
        self._row.setSpacing(theme.px(8))
        for key in keys:
            self._row.addWidget(key)
        self._row.addStretch(1)
        self.printer = PrinterSign(theme)
        self._row.addWidget(self.printer)
        self._post: Chip | None = None
        self._place = self._row.count()
        self._day = Label("", "note", "muted")
        self._clock = Label("", "clock")
        self._row.addWidget(self._day)
        self._row.addWidget(self._clock)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(1)
        self._spare = (self._day, *(keys[nth] for nth in spare))

    def show_post(self, seen: PostSeen) -> None:
        """How many entries still wait to be sent; offline is no more than that. Two hubs in one centre go before it."""
        if seen.second_hub:
            chip = Chip(self._theme, Words.SECOND_HUB, "bad", icon="circle-alert")
        elif not seen.enrolled:
            chip = Chip(self._theme, Words.NOT_ENROLLED, "muted", icon="hard-drive")
        elif seen.on_stick:
            words = Words.ON_STICK if seen.on_stick == seen.waiting else Words.PARTLY_ON_STICK
            text = words.format(count=seen.waiting, stick=seen.on_stick)
            chip = Chip(self._theme, text, "warn", icon="usb")
        elif seen.waiting and seen.at_hub:
            words = Words.AT_HUB if seen.at_hub == seen.waiting else Words.PARTLY_AT_HUB
            text = words.format(count=seen.waiting, hub=seen.at_hub)
            chip = Chip(self._theme, text, "warn", icon="cloud-upload")
        elif seen.waiting:
            chip = Chip(self._theme, Words.WAITING.format(count=seen.waiting), "warn", icon="cloud-upload")
        else:
            chip = Chip(self._theme, Words.ALL_SENT, "good", icon="cloud-check")
        if self._post is not None:
            discard(self._post)
        self._post = chip
        self._row.insertWidget(self._place, chip)
        self.fit()

    def fit(self) -> None:
        """Where there is not room for all, the day goes first, then keys that other keys can do without."""
        parts = (*self._keys, self.printer, self._post, self._day, self._clock)
        always = [part for part in parts if part is not None and part not in self._spare and not part.isHidden()]
        left = self.width() - sum(part.sizeHint().width() + self._row.spacing() for part in always)
        left -= self._row.contentsMargins().left() + self._row.contentsMargins().right()
        for part in reversed(self._spare):
            left -= part.sizeHint().width() + self._row.spacing()
            if part.isHidden() is (left >= 0):
                part.setVisible(left >= 0)

    def event(self, event: QEvent) -> bool:
        """Something in it has another width now."""
        if event.type() == QEvent.Type.LayoutRequest and self._spare:
            self.fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def show_time(self, now: datetime) -> None:
        """Day and time on the wall."""
        self._day.setText(say_day(now.date()))
        self._clock.setText(f"{now:%H:%M}")
