"""The page of the stick: what waits, which stick, out or in, and what came of it in words that promise nothing."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.outcomes import PostSeen
from kiosk.ui.agent.drives import Stick
from kiosk.ui.agent.words import Sticks as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Button, Card, CardButton, Elided, Icon, KeyCap, Label, rule
from kiosk.ui.widgets.clearing import refill

WIDTH, MOST = 760, 9
MB, GB = 1024**2, 1024**3


class StickPage(QWidget):
    """`asked` names the key of what is to be done ('F7' out, 'F8' in)."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # where there is no stick the keys still go somewhere
        self.setAccessibleName(Words.TITLE)
        self._theme = theme
        self._sticks: list[Stick] = []
        self._rows: list[CardButton] = []
        self._chosen = 0
        self._waits = Label("", "body", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self._keys = {
            "F7": Button(theme, Words.OUT, icon="upload", key="F7", kind="primary"),
            "F8": Button(theme, Words.IN, icon="download", key="F8", kind="outline"),
        }
        for key, button in self._keys.items():
            button.setShortcut("")  # the screen listens for all keys in one place
            button.clicked.connect(partial(self.asked.emit, key))
        for nth in range(MOST):
            QShortcut(QKeySequence(str(nth + 1)), self).activated.connect(partial(self._choose, nth))
        self._told = QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.px(16)] * 4)
        row.addStretch(1)
        row.addWidget(self._card(), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

    @property
    def chosen(self) -> Path | None:
        """The stick that is picked, None when there is none."""
        return self._sticks[self._chosen].path if self._sticks else None

    def show_post(self, seen: PostSeen) -> None:
        """What waits, and how much of it already lies on a stick."""
        said = Words.WAITING.format(count=seen.waiting) if seen.waiting else Words.NOTHING_WAITS
        self._waits.setText(said + (Words.ON_STICK.format(count=seen.on_stick) if seen.on_stick else ""))

    def show_sticks(self, sticks: Sequence[Stick]) -> None:
        """The sticks that are plugged in; the one that was picked stays so."""
        before = self.chosen
        self._sticks = list(sticks)[:MOST]
        paths = [stick.path for stick in self._sticks]
        self._rows = [self._row(nth, stick) for nth, stick in enumerate(self._sticks)]
        none = Label(Words.NO_STICK, "body", "muted", wrap=True)
        refill(self._list, [*self._rows] if self._rows else [none])
        self._choose(paths.index(before) if before in paths else 0)
        self._enable(bool(self._sticks))
        (self._rows[self._chosen] if self._rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_working(self, word: str) -> None:
        """It is being done; the stick must stay in."""
        self._enable(False)
        refill(self._told, [Banner(self._theme, "accent", word, Words.STAY, icon="usb")])

    def show_written(self, text: str) -> None:
        """On the stick, and no further."""
        self._enable(bool(self._sticks))
        refill(self._told, [Banner(self._theme, "accent", Words.WRITTEN_TITLE, text, icon="usb")])

    def show_read(self, text: str) -> None:
        """What came back."""
        self._enable(bool(self._sticks))
        refill(self._told, [Banner(self._theme, "good", Words.READ_TITLE, text)])

    def show_trouble(self, sentence: str) -> None:
        """What could not be done, and what to do now."""
        self._enable(bool(self._sticks))
        refill(self._told, [Banner(self._theme, "bad", Words.FAILED, sentence)])

    def clear(self) -> None:
        """Nothing was done yet."""
        refill(self._told, [])

    def _card(self) -> Card:
        theme = self._theme
        card = Card(theme, margin=20, gap=14)
        card.setFixedWidth(theme.px(WIDTH))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Icon(theme, "usb", "accent", 24))
        head.addWidget(Label(Words.TITLE, "title"), 1)
        card.box.addLayout(head)
        card.box.addWidget(self._waits)
        card.box.addWidget(rule())
        card.box.addWidget(Label(Words.WHICH, "section"))
        card.box.addLayout(self._list)
        deeds = QHBoxLayout()
        deeds.setSpacing(theme.px(12))
        for button in self._keys.values():
            deeds.addWidget(button, 1)
        card.box.addLayout(deeds)
        card.box.addLayout(self._told)
        card.box.addWidget(Label(Words.HOW, "note", "muted", wrap=True))
        return card

    def _row(self, nth: int, stick: Stick) -> CardButton:
        free = f"{stick.free / GB:.1f} GB" if stick.free >= GB else f"{stick.free // MB} MB"
        theme, note = self._theme, Words.FREE.format(path=stick.path, free=free)
        button = CardButton(theme, f"{stick.name} {note}", across=True, kind="plain")
        button.face.setContentsMargins(*map(theme.px, (12, 8, 12, 8)))
        button.face.setSpacing(theme.px(10))
        button.face.addWidget(KeyCap(str(nth + 1), "true"))
        button.face.addWidget(Icon(theme, "hard-drive", "accent", 18))
        button.face.addWidget(Elided(stick.name, "strong"), 1)
        button.face.addWidget(Label(note, "note", "muted"))
        button.clicked.connect(partial(self._choose, nth))
        return button

    def _choose(self, nth: int) -> None:
        if nth >= max(1, len(self._rows)):
            return
        self._chosen = nth
        for place, row in enumerate(self._rows):
            row.set_chosen(place == nth)

    def _enable(self, can: bool) -> None:
        for button in self._keys.values():
            button.setEnabled(can)
