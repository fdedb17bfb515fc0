"""Where something stands on its way: sections of a form across, a case's timeline down."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets.buttons import Button
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.labels import Icon, Label


@dataclass(frozen=True, slots=True)
class Step:
    """One section of a form: `state` open, done, here or faulty; `note` says how many faults."""

    text: str
    state: str = "open"
    note: str = ""


class Stepper(QWidget):
    """Sections side by side; pressing one tells `wanted` with its place. Fits one line, the window scrolls it."""

    wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(6))

    def show_steps(self, steps: list[Step]) -> None:
        """Draw the sections as they stand."""
        refill(self._row)
        for place, step in enumerate(steps):
            self._row.addWidget(self._button(place, step))
        self._row.addStretch(1)

    def _button(self, place: int, step: Step) -> Button:
        icon = {"done": "circle-check", "faulty": "circle-x"}.get(step.state, "")
        text = f"{place + 1} {step.text}" + (f"  {step.note}" if step.note else "")
        button = Button(self._theme, text, icon=icon, kind="plain" if step.state in ("here", "faulty") else "quiet")
        button.set_chosen(step.state == "here")
        button.clicked.connect(lambda: self.wanted.emit(place))
        return button


@dataclass(frozen=True, slots=True)
class Stage:
    """One line of a timeline: `state` done, here, waiting or bad."""

    title: str
    note: str = ""
    state: str = "done"
    icon: str = ""


_STAGES = {
    "done": ("circle-check", "good", "", "muted"),
    "here": ("hourglass", "accent", "", "muted"),
    "waiting": ("clock", "ink-muted", "muted", "muted"),
    "bad": ("circle-x", "bad", "bad", "muted"),
}


class Timeline(QWidget):
    """Stages one under the other, joined by a line, the oldest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(20 if theme.touch else 10))
        self._grid.setVerticalSpacing(theme.px(6 if theme.touch else 2))
        self._grid.setColumnStretch(1, 1)

    def show_stages(self, stages: list[Stage]) -> None:
        """Draw the way so far and what is still to come."""
        refill(self._grid)
        for place, stage in enumerate(stages):
            self._add(place, stage, last=place == len(stages) - 1)

    def _add(self, place: int, stage: Stage, *, last: bool) -> None:
        icon, shade, tone, note_tone = _STAGES[stage.state]
        side = 40 if self._theme.touch else 20
        sign = Icon(self._theme, stage.icon or icon, shade, side)
        sign.setFixedHeight(self._theme.metrics("body").height())
        title = Label(stage.title, "strong" if stage.state == "here" else "body", tone, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        if stage.note:
            words.addWidget(Label(stage.note, "note", note_tone, wrap=True))
        words.addSpacing(0 if last else self._theme.px(14 if self._theme.touch else 8))
        self._grid.addWidget(sign, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(words, place, 1)
