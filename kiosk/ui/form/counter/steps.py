"""The sections of a form side by side, with what is done and what is wrong; as many words as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kiosk.ui.form.words import Key, Section
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import KeyCap, restyle
from kiosk.ui.widgets.clearing import discard

HEIGHT, PAD, MOST, LEAST = 32, 18, 9, 2


@dataclass(frozen=True, slots=True)
class StepState:
    """One section: its title, how many faults were found in it, whether it is done."""

    title: str
    faults: int = 0
    done: bool = False


class Steps(QWidget):
    """`wanted` names the place of the section that was pressed."""

    wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: list[QPushButton] = []
        self._states: tuple[StepState, ...] = ()
        self._at = 0
        self.setFixedHeight(theme.px(HEIGHT))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(2))
        self._row.addStretch(1)
        self._cap = KeyCap("")
        self._row.addWidget(self._cap)

    def show_steps(self, states: Sequence[StepState], at: int) -> None:
        """The sections as they stand, and which one the cursor is in."""
        if (tuple(states), at) == (self._states, self._at):
            return
        self._states, self._at = tuple(states), at
        while len(self._buttons) > len(states):
            discard(self._buttons.pop())
        while len(self._buttons) < len(states):
            self._buttons.append(self._button(len(self._buttons)))
        self._cap.setText(Key.SECTIONS.format(last=min(MOST, len(states))))
        self._draw()

    def _button(self, nth: int) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "step")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedHeight(self._theme.px(HEIGHT))
        button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        button.clicked.connect(lambda: self.wanted.emit(nth))
        self._row.insertWidget(nth, button)
        return button

    def _draw(self) -> None:
        words = self._words()
        for nth, (button, state) in enumerate(zip(self._buttons, self._states, strict=True)):
            button.setText(words[nth])
            icon = ("circle-x", "bad") if state.faults else ("circle-check", "good") if state.done else None
            button.setIcon(self._theme.icon(*icon, 16) if icon else self._theme.icon("circle", "line", 16))
            said = Section.FAULTS.format(count=state.faults) if state.faults else Section.DONE if state.done else ""
            button.setAccessibleName(Section.NAME.format(number=nth + 1, title=state.title, state=said))
            button.setToolTip(state.title)
            restyle(button, "current", "true" if nth == self._at else "false")
            restyle(button, "tight", "false" if self._cap.isVisibleTo(self) else "true")
            restyle(button, "faulty", "true" if state.faults else "false")

    def _words(self) -> list[str]:
        """Full titles where they fit, else short ones, else numbers; the current one keeps its title longest."""
        titles = [state.title for state in self._states]
        full = [f"{nth} {title_of(title)}" for nth, title in enumerate(titles, 1)]
        short = [f"{nth} {short_of(title)}" for nth, title in enumerate(titles, 1)]
        here = full[self._at] if self._at < len(full) else ""
        if self._at < len(full) and (faults := self._states[self._at].faults):
            here += f"  {Section.FAULTS.format(count=faults)}"
        numbers = [str(nth + 1) for nth in range(len(full))]
        brief = short[self._at] + here.removeprefix(full[self._at]) if self._at < len(full) else ""
        for others, own in ((full, here), (short, here), (short, brief), (numbers, here), (numbers, brief)):
            words = [own if nth == self._at else word for nth, word in enumerate(others)]
            if self._fits(words):
                self._cap.show()
                return words
        self._cap.hide()
        return numbers

    def _fits(self, words: Sequence[str]) -> bool:
        metrics, theme = QFontMetrics(self._theme.font("note", bold=True)), self._theme
        wide = sum(metrics.horizontalAdvance(word) + theme.px(PAD + 22) for word in words)
        return wide + self._cap.sizeHint().width() + theme.px(8) <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._states:
            self._draw()


def title_of(title: str) -> str:
    """A section's title without what stands in brackets behind it."""
    return title.partition("(")[0]


def short_of(title: str) -> str:
    """Its first thing, and that without a word that every section has; never a word cut in two."""
    short = title_of(title)
    for joint in Section.JOINTS:
        first = short.partition(joint)[0]
        short = first if len(first) >= LEAST else short
    for ending in Section.ENDINGS:
        rest = short.removesuffix(ending)
        short = rest if len(rest) >= LEAST else short
    return short
