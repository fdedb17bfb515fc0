"""The sieve over a search: which filters lie on it, and the questions by which a clerk lays them, all by key."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from kiosk.app.finding import EVERYTHING
from kiosk.ui.window.lookup.words import Sift as Words
from kiosk.ui.window.panel import Panel
from kiosk.ui.window.question import Answer, Option, Question

MOST_MATTERS, VILLAGE, OTHER = 9, 3, "other"
_STATES = {name: (word, frozenset(states)) for name, word, states in Words.STATES}


class Sifting(QObject):
    """`changed` tells that another sieve lies there. `names` are the matters', by code; `find` finds their codes."""

    changed = Signal()

    def __init__(self, panel: Panel, today: Callable[[], date], find: Callable[[str], list[str]], centre: str) -> None:
        super().__init__(panel)
        self._panel = panel
        self._today = today
        self._find = find
        self._centre = centre
        self.names: Mapping[str, str] = {}
        self.sieve = EVERYTHING
        self._asks = {
            "state": self._ask_state,
            "matter": self._ask_matter,
            "day": self._ask_day,
            "window": self._ask_window,
            "from": self._ask_from,
            "overdue": lambda: self._lay(overdue_on=None if self.sieve.overdue_on else self._today()),
            "owed": lambda: self._lay(owed=not self.sieve.owed),
            "clear": self.clear,
        }
        self._answers = {
            "state": self._on_state,
            "matter": lambda answer: self._lay(matter=answer.option),
            "day": self._on_day,
            "window": lambda answer: self._lay(window=answer.text),
            "from": self._on_from,
            "days": self._on_days,
            "village": self._on_village,
        }
        panel.answered.connect(self._on_answered)
        panel.typed.connect(self._on_typed)

    def press(self) -> None:
        """Ask which filter."""
        shown = self._shown()
        titles = {
            "state": Words.STATE,
            "matter": Words.MATTER,
            "day": Words.DAY,
            "window": Words.WINDOW,
            "from": Words.FROM,
            "overdue": Words.OVERDUE,
            "owed": Words.OWED,
            "clear": Words.CLEAR,
        }
        options = tuple(Option(name, word, shown.get(name, "")) for name, word in titles.items())
        self._panel.ask(Question(Words.KEY, Words.TITLE, options, at_once=True))

    def clear(self) -> None:
        """Everything is let through again."""
        self._panel.leave()
        self.sieve = EVERYTHING
        self.changed.emit()

    def said(self) -> str:
        """What lies there in words; '' when nothing does."""
        shown = [word for name, word in self._shown().items() if name not in ("overdue", "owed")]
        shown += [Words.OVERDUE] if self.sieve.overdue_on else []
        shown += [Words.OWED] if self.sieve.owed else []
        found = Words.JOIN.join(word for word in shown if word != Words.ANY)
        return Words.SHOWN.format(what=found) if found else ""

    def _shown(self) -> dict[str, str]:
        sieve = self.sieve
        state = next((word for word, states in _STATES.values() if states == sieve.states), Words.ANY)
        came = Words.AGENT if sieve.agent else Words.ANY
        if sieve.village:
            own = sieve.village == self._centre
            came = Words.OWN if own else Words.VILLAGE_IS.format(village=sieve.village[-VILLAGE:])
        return {
            "state": state,
            "matter": self.names.get(sieve.matter, sieve.matter) or Words.ANY,
            "day": Words.RANGE.format(since=sieve.since, until=sieve.until) if sieve.since else Words.ANY,
            "window": Words.WINDOW_IS.format(window=sieve.window) if sieve.window else Words.ANY,
            "from": came,
            "overdue": Words.ON if sieve.overdue_on else Words.OFF,
            "owed": Words.ON if sieve.owed else Words.OFF,
        }

    def _on_answered(self, answer: Answer) -> None:
        if answer.name == Words.KEY:
            self._asks[answer.option]()
        elif answer.name in self._answers:
            self._answers[answer.name](answer)

    def _lay(self, **facts: object) -> None:
        self._panel.leave()
        self.sieve = replace(self.sieve, **facts)  # type: ignore[arg-type]
        self.changed.emit()

    def _ask_state(self) -> None:
        options = (*(Option(name, word) for name, (word, _) in _STATES.items()), Option("", Words.ANY))
        self._panel.ask(Question("state", Words.STATE, options, at_once=True))

    def _on_state(self, answer: Answer) -> None:
        self._lay(states=_STATES[answer.option][1] if answer.option else frozenset())

    def _ask_matter(self) -> None:
        self._panel.ask(Question("matter", Words.MATTER, self._matters(""), text=Words.MATTER_TEXT, digits=False))

    def _on_typed(self, text: str) -> None:
        if self._panel.asking == "matter":
            self._panel.show_options(self._matters(text))

    def _matters(self, text: str) -> tuple[Option, ...]:
        found = self._find(text)[:MOST_MATTERS]
        options = [Option(code, self.names.get(code, code), code) for code in found]
        return tuple(options if text else [Option("", Words.ANY), *options])

    def _ask_day(self) -> None:
        options = (*(Option(name, word) for name, word in Words.DAYS), Option("", Words.ANY))
        self._panel.ask(Question("day", Words.DAY, options, at_once=True))

    def _on_day(self, answer: Answer) -> None:
        if answer.option == OTHER:
            self._panel.ask(Question("days", Words.DAY, text=Words.DAY_TEXT))
            return
        since, until = self._spell(answer.option)
        self._lay(since=since, until=until)

    def _on_days(self, answer: Answer) -> None:
        try:
            since, until = _days(answer.text)
        except ValueError:
            self._panel.show_hint(Words.WRONG_DAY, "bad")
            return
        self._lay(since=since, until=until)

    def _spell(self, name: str) -> tuple[date | None, date | None]:
        today = self._today()
        first = today.replace(day=1)
        before = first - timedelta(days=1)
        spells: dict[str, tuple[date | None, date | None]] = {
            "today": (today, today),
            "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
            "week": (today - timedelta(days=6), today),
            "month": (first, today),
            "last_month": (before.replace(day=1), before),
            "year": (today.replace(month=1, day=1), today),
        }
        return spells.get(name, (None, None))

    def _ask_window(self) -> None:
        self._panel.ask(Question("window", Words.WINDOW, text=Words.WINDOW_TEXT))

    def _ask_from(self) -> None:
        words = (("own", Words.OWN), ("agent", Words.AGENT), (OTHER, Words.VILLAGE), ("", Words.ANY))
        options = tuple(Option(name, word) for name, word in words)
        self._panel.ask(Question("from", Words.FROM, options, at_once=True))

    def _on_from(self, answer: Answer) -> None:
        if answer.option == OTHER:
            self._panel.ask(Question("village", Words.FROM, text=Words.FROM_TEXT))
            return
        self._lay(agent=answer.option == "agent", village=self._centre if answer.option == "own" else "")

    def _on_village(self, answer: Answer) -> None:
        text = answer.text
        if text.isascii() and text.isdigit() and len(text) in (VILLAGE, len(self._centre)):
            self._lay(agent=False, village=self._centre[: len(self._centre) - len(text)] + text)
        else:
            self._panel.show_hint(Words.WRONG_VILLAGE, "bad")


def _days(text: str) -> tuple[date, date]:
    """A day, or two with something between them. ValueError for anything else."""
    digits = re.findall(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})", text)
    found = [date(int(year), int(month), int(day)) for year, month, day in digits]
    if len(found) not in (1, 2):
        raise ValueError(text)
    return min(found), max(found)
