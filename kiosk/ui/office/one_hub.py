"""Two hubs by mistake: the warning, and the choice which of them stays, where whoever is in charge reads it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout

from kiosk.app.desks import Desks
from kiosk.app.hubs import Stays, SteppedDown
from kiosk.ui.errands import LINE, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.words import Hubs as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Button, LineField

CODE, ADDRESS = 200, 260  # wide enough for a pairing code, and for http://192.168.100.100:8620


class HubChoice(Banner):
    """`stays` and `steps_down` are pressed; what was typed is read with `code` and `address`. What was done goes on
    standing here when the other hub is heard no more."""

    stays = Signal()
    steps_down = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "bad", Words.TITLE, Words.TEXT)
        self._told = False
        self._code, self._address = LineField(theme, Words.CODE, Words.CODE), LineField(theme, Words.URL, Words.URL)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(8))
        stay = Button(theme, Words.STAY, key="F7")
        down = Button(theme, Words.STEP_DOWN, key="F8")
        stay.clicked.connect(self.stays)
        down.clicked.connect(self.steps_down)
        for field, width in ((self._code, CODE), (self._address, ADDRESS)):
            field.setFixedWidth(theme.px(width))
        grid.addWidget(stay, 0, 2)
        grid.addWidget(self._code, 1, 0)
        grid.addWidget(self._address, 1, 1)
        grid.addWidget(down, 1, 2)
        self.row.addLayout(grid)
        self.hide()

    @property
    def code(self) -> str:
        """The code of the hub that stays."""
        return self._code.text().strip()

    @property
    def address(self) -> str:
        """Its address, '' where it is heard on the LAN."""
        return self._address.text().strip()

    def show_other(self, hub: str) -> None:
        """Another hub is heard; '' none."""
        if not self._told:
            self.set_words(Words.TITLE.format(hub=hub), Words.TEXT)
            self.setVisible(bool(hub))

    def show_said(self, sentence: str, *, done: bool = False) -> None:
        """Why not, or what was done."""
        self._told = self._told or done
        self.set_words(Words.CHOSEN if done else self.title.text(), sentence)


class Choosing(QObject):
    """What the two buttons do. Lives as long as its banner."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        self.view = HubChoice(fittings.theme)
        super().__init__(self.view)
        self._desks = desks
        self._fittings = fittings
        self._busy = False
        self.view.stays.connect(self._on_stays)
        self.view.steps_down.connect(self._on_steps_down)

    def _on_stays(self) -> None:
        if not self._busy:
            self._busy = True
            self._fittings.errands.run(LINE, self._desks.hubs.stay, self._on_stayed, self._on_no, self)

    def _on_steps_down(self) -> None:
        """By a code, which is written at the other one: no key pressed by mistake gives a line away."""
        code, address = self.view.code, self.view.address
        if not code:
            self.view.show_said(Words.CODE_MISSING)
        elif not self._busy:
            self._busy = True
            self.view.show_said(Words.UNDER_WAY)
            self._fittings.errands.run(
                LINE, lambda: self._desks.hubs.step_down(code, address), self._on_stepped_down, self._on_no, self
            )

    def _on_stayed(self, stays: Stays) -> None:
        self._busy = False
        self.view.show_said(Words.STAYS.format(code=stays.code), done=True)

    def _on_stepped_down(self, done: SteppedDown) -> None:
        self._busy = False
        said = [Words.STEPPED_DOWN.format(url=done.url)]
        if done.numbers:
            pairs = (Words.NUMBER.format(before=before, now=now) for before, now in done.numbers)
            said.append(Words.NUMBERS.format(numbers=Words.AND.join(pairs)))
        if done.left:
            said.append(Words.LEFT.format(numbers=Words.AND.join(done.left)))
        if done.peers:
            said.append(Words.PEERS.format(peers=Words.AND.join(done.peers)))
        self.view.show_said("\n".join(said), done=True)

    def _on_no(self, news: BadNews) -> None:
        self._busy = False
        self.view.show_said(self._fittings.say(news))
