"""The pages on which a resident rates: five levels of one size, none chosen beforehand; reasons for the bad ones."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.rating import REASONS, Level
from kiosk.domain.words import level_word, reason_word
from kiosk.ui.fit import Fit
from kiosk.ui.pages import page_box
from kiosk.ui.rate.words import word
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, CardButton, Icon, Label, unclickable
from kiosk.ui.widgets.scroll import Scroll

FACES = {
    Level.VERY_SATISFIED: "laugh",
    Level.SATISFIED: "smile",
    Level.FAIRLY_SATISFIED: "meh",
    Level.DISSATISFIED: "frown",
    Level.VERY_DISSATISFIED: "angry",
}
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


def _middle(text: str, kind: str, tone: str = "") -> Label:
    label = Label(text, kind, tone, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


class LevelsPage(QWidget):
    """`chosen` a level. All five look alike: nothing leads to a good one."""

    says = "rate"
    chosen = Signal(str)
    keys_high = True

    def __init__(self, theme: Theme, fit: Fit, about: str) -> None:
        super().__init__()
        box = page_box(theme, self)
        box.addWidget(_middle(word("title"), "title"))
        if about:
            box.addWidget(_middle(about, "strong", "muted"))
        across: QBoxLayout = QVBoxLayout() if fit.upright else QHBoxLayout()
        across.setSpacing(theme.px(20))
        for level in Level:
            across.addWidget(self._face(theme, level, lying=fit.upright), 1)
        box.addLayout(across, 1)
        self._left = _middle("", "note", "muted")
        box.addWidget(_middle(word("hidden"), "body", "muted"))
        box.addWidget(self._left)

    def show_left(self, seconds: int) -> None:
        """How long it waits for an answer; 0 says nothing."""
        self._left.setText(word("left", seconds=seconds) if seconds else "")

    def _face(self, theme: Theme, level: Level, *, lying: bool) -> CardButton:
        tile = CardButton(theme, level_word(level), across=lying)
        tile.face.setSpacing(theme.px(40 if lying else 24))
        icon, name = Icon(theme, FACES[level], "accent", 104), Label(level_word(level), "name")
        if lying:
            tile.face.addSpacing(theme.px(200))
            tile.face.addWidget(unclickable(icon), 0, Qt.AlignmentFlag.AlignVCenter)
            tile.face.addWidget(unclickable(name), 1)
        else:
            tile.face.addStretch(1)
            tile.face.addWidget(unclickable(icon), 0, _MIDDLE)
            tile.face.addWidget(unclickable(name), 0, _MIDDLE)
            tile.face.addStretch(1)
        tile.clicked.connect(partial(self.chosen.emit, level.value))
        return tile


class ReasonsPage(QWidget):
    """Why it was bad: any of the level's reasons, or none; `chosen` and `named` say what was marked. `known`: there is
    a name that he may leave."""

    keys_high = True

    def __init__(self, theme: Theme, fit: Fit, level: Level, *, known: bool) -> None:
        super().__init__()
        self._codes: dict[str, CardButton] = {}
        self._chosen: set[str] = set()
        self.named = False
        box = page_box(theme, self, gap=16 if fit.elder else 24)
        box.addWidget(_middle(word("reasons"), "title"))
        if fit.upright:
            box.addWidget(_middle(word("reasons_how"), "body", "muted"))
        grid = QGridLayout()
        grid.setSpacing(theme.px(16))
        across = 1 if fit.upright else 2
        for nth in range(across):
            grid.setColumnStretch(nth, 1)
        for place, code in enumerate(REASONS[level]):
            grid.addWidget(self._reason(theme, code), place // across, place % across)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addStretch(1)
        box.addWidget(Scroll(theme, inside), 1)
        note = word("named_how") if fit.upright or not fit.elder else ""
        self._name = Button(theme, word("named"), icon="square", note=note)
        self._name.setMinimumHeight(theme.px(120 if note else 0) or theme.control)
        self._name.clicked.connect(self._on_named)
        if known:
            box.addWidget(self._name)
        self._left = _middle("", "note", "muted")
        box.addWidget(self._left)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The reasons that are marked."""
        return tuple(sorted(self._chosen))

    def show_left(self, seconds: int) -> None:
        """How long it waits; 0 says nothing."""
        self._left.setText(word("left", seconds=seconds) if seconds else "")

    def _reason(self, theme: Theme, code: str) -> CardButton:
        tile = CardButton(theme, reason_word(code), across=True)
        tile.face.setContentsMargins(*map(theme.px, (24, 12, 24, 12)))
        tile.face.setSpacing(theme.px(20))
        sign = Icon(theme, "square", "ink-muted", 40)
        sign.setObjectName("sign")
        tile.face.addWidget(unclickable(sign), 0, Qt.AlignmentFlag.AlignVCenter)
        tile.face.addWidget(unclickable(Label(reason_word(code), "strong", wrap=True)), 1)
        tile.clicked.connect(partial(self._on_reason, code))
        self._codes[code] = tile
        return tile

    def _on_reason(self, code: str) -> None:
        self._chosen ^= {code}
        chosen, tile = code in self._chosen, self._codes[code]
        tile.set_chosen(chosen)
        sign = tile.findChild(Icon, "sign")
        if isinstance(sign, Icon):
            sign.show_icon("square-check" if chosen else "square", "accent" if chosen else "ink-muted")

    def _on_named(self) -> None:
        self.named = not self.named
        self._name.set_chosen(self.named)
        self._name.set_icon("square-check" if self.named else "square")


class SaidPage(QWidget):
    """One thing said in the middle of the glass: before there is something to rate, and when it is rated."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str, tone: str = "accent") -> None:
        super().__init__()
        box = page_box(theme, self)
        card = Card(theme, margin=64, gap=28)
        card.box.addWidget(Icon(theme, icon, tone, 160), 0, _MIDDLE)
        card.box.addWidget(_middle(title, "title"))
        card.box.addWidget(_middle(text, "body", "muted"))
        box.addStretch(1)
        box.addWidget(card)
        box.addStretch(2)


def thanks(theme: Theme, level: Level, *, named: bool) -> SaidPage:
    """What becomes of the rating, in a sentence."""
    said = "thanks_named" if level.bad and named else "thanks_bad" if level.bad else "thanks_good"
    return SaidPage(theme, "circle-check", word("thanks"), word(said), "good")
