"""The clocks of a case that run, stand still or ran out, one line each in the tone of its card."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.case import Case
from kiosk.domain.clocks import Card, Clock, Hand, Reading
from kiosk.domain.deadline import business_day
from kiosk.domain.standstill import standing
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Label
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.window.actions.words import Clocks as Words

_TONES = {Card.GREEN: "muted", Card.YELLOW: "warn", Card.RED: "bad", Card.BLACK: "bad"}


class ClockLines(QWidget):
    """Those that ended in time are not said: the way of the case tells of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))

    def show_readings(self, readings: Sequence[Reading]) -> None:
        """As they stand today."""
        shown = [one for one in readings if one.hand is not Hand.MET]
        refill(self._column, [_line(one) for one in shown])
        self.setVisible(bool(shown))


def _line(one: Reading) -> Label:
    label = Label(say_clock(one), "note", tone_of(one), wrap=True)
    label.setAccessibleName(f"{label.text()} {Words.CARDS[one.card]}")
    return label


def tone_of(one: Reading, calm: str = "muted") -> str:
    """The tone of its card; `calm` while there is nothing to worry about."""
    if one.hand is Hand.STOPPED:
        return "warn"
    return calm if one.card is Card.GREEN else _TONES[one.card]


def say_left(one: Reading) -> str:
    """还有 3 个工作日, or that it is today."""
    left = Words.STILL.format(left=one.left, unit=Words.UNITS[one.unit]) if one.left else Words.TODAY
    return left + (Words.ESTIMATED if one.estimated else "")


def say_clock(one: Reading) -> str:
    """收件→受理　11月30日 周一前，用了 2 个，还有 3 个工作日."""
    words = {
        "clock": Words.NAMES[one.clock],
        "day": say_day(one.due),
        "used": one.used,
        "left": one.left,
        "over": one.over,
        "unit": Words.UNITS[one.unit],
    }
    today = one.hand is Hand.RUNNING and not one.left
    text = (Words.RUNS_OUT if today else Words.HANDS[one.hand]).format(**words)
    if one.hand is Hand.OVERDUE and one.ended is not None:
        text = Words.ENDED_LATE.format(**words)
    if one.hand is Hand.OVERDUE and one.clock is Clock.ANSWER and one.ended is None:
        text += Words.FINDING
    return text + (Words.ESTIMATED if one.estimated else "")


def said_of_standing(case: Case) -> Iterator[str]:
    """That it counts as accepted, and what its clock stands still for."""
    if case.deemed and case.accepted_at is not None:
        yield Words.DEEMED.format(day=say_day(business_day(case.accepted_at)))
    stop = standing(case)
    if stop is None:
        return
    days, _, unit = stop.expected.partition(" ")
    expected = Words.EXPECTED.format(days=days, unit=Words.UNITS[unit]) if unit in Words.UNITS else ""
    if stop.expected and not expected:
        expected = Words.EXPECTED_UNTIL.format(day=say_day(date.fromisoformat(stop.expected)))
    yield Words.STOPPED.format(why=Words.WHY.get(stop.why, stop.why), since=say_day(stop.since), expected=expected)
