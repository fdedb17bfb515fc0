"""Running the line: what the head of the centre rules, windows that pause, what is given up, and what a day
came to."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kiosk.app.joint_offer import any_matter
from kiosk.app.line import GROUP, HANDED_NOTE, PAUSED, RULES, SWEEP_NOTE, SWEPT, Line, about, read_rules, rules_from
from kiosk.app.outcomes import LineRun, TicketMoved
from kiosk.app.rulings import rule, ruled_names_in
from kiosk.domain.figures import LineFigures, figures
from kiosk.domain.queue import ORDINARY_RULES, in_order
from kiosk.domain.refusals import LineRuleWrong, MatterUnknown
from kiosk.domain.ticket import Ticket

if TYPE_CHECKING:
    from datetime import date

    from forms import Catalogue
    from kiosk.app.ports import Store, Trust
    from kiosk.domain.queue import LineRules

_MOST_MINUTES, _MOST_TIMES, _MOST_SECONDS = 24 * 60, 99, 600
_BOUNDS = {
    "green_in_turn": (0, _MOST_TIMES),
    "longest_wait": (0, _MOST_MINUTES),
    "most_recalls": (0, _MOST_TIMES),
    "recall_pause": (0, _MOST_SECONDS),
    "late_minutes": (0, _MOST_MINUTES),
    "late_behind": (0, _MOST_TIMES),
    "undo_seconds": (0, _MOST_SECONDS),
    "long_queue": (0, 10_000),
    "slot_minutes": (1, _MOST_MINUTES),
    "slot_quota": (0, 10_000),
    "green_age": (0, 120),
}


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A day: all of it, by window and by matter. A number counts for the window of its last call."""

    day: date
    all: LineFigures
    windows: dict[str, LineFigures]
    matters: dict[str, LineFigures]


class LineDesk:
    """For who runs the hall. Every change is an entry of the journal."""

    def __init__(self, store: Store, catalogue: Catalogue, trust: Trust, actor: str) -> None:
        self._store = store
        self._catalogue = catalogue
        self._trust = trust
        self._actor = actor

    def rules(self) -> LineRules:
        """How the line is run."""
        with self._store.look() as work:
            return read_rules(work)

    def rule(self, area: str = "", **changed: Any) -> LineRun:
        """Run it otherwise from now on, at all PCs of this centre or of `area`; what is not named stays. Refuses a rule
        that is out of bounds, `AreaNotOurs`, `RuledAbove`."""
        from sync.protocol.kinds import LineRuled

        with self._store.work(self._actor) as work:
            before, known = read_rules(work), set(ruled_names_in(work.drawer, GROUP))
            told = {**asdict(before), **changed}
            _must_fit(told)
            plain = json.loads(json.dumps(asdict(rules_from(told))))
            own = {} if area else _own(json.loads(work.drawer.setting(RULES) or "{}"), known)
            for name, value in {**own, **{name: plain[name] for name in changed if name in plain}}.items():
                rule(work, f"{GROUP}.{name}", json.dumps(value), area)
            work.journal.enter(LineRuled(rules=plain), "line.ruled")
        return LineRun()

    def pause(self, window: str, reason: str = "") -> LineRun:
        """The window calls nobody (暂停), and the board says so. Pausing a paused one changes its reason."""
        return self._stand(window, "window.paused", reason)

    def reopen(self, window: str) -> LineRun:
        """The window calls again (恢复)."""
        return self._stand(window, "window.reopened", "")

    def give_up(self) -> LineRun:
        """Give up what waits now (批量弃号), as at a time of sweeping."""
        with self._store.work(self._actor) as work:
            line = Line(work, self._trust.now())
            line.tidy()
            waiting = line.waiting()
            for ticket in waiting:
                line.move(ticket, "ticket.missed", ticket.window, SWEEP_NOTE)
            work.drawer.set_setting(SWEPT, line.at.isoformat())
        return LineRun(len(waiting))

    def add_matter(self, number: str, matter: str) -> TicketMoved:
        """One matter more on the number at a window, or several done in one go (联办). Refuses an unknown one, and a
        number that is not at a window."""
        from sync.protocol.kinds import TicketMatterAdded

        try:
            any_matter(self._catalogue, matter)
        except LookupError:
            raise MatterUnknown(matter) from None
        with self._store.work(self._actor) as work:
            line = Line(work, self._trust.now())
            ticket = line.find(number)
            payload = TicketMatterAdded(**about(ticket), window=ticket.window, matter=matter)
            return TicketMoved(line.enter(ticket, payload, "ticket.matter_added"))

    def adopt(self, matter: str, number: str, person: str = "", green: bool = False) -> TicketMoved:
        """Take a number into the line that a hall screen gave out of its reserved block while this line was
        out of its
        reach; it stands behind who is here. One that is here already stays as it is."""
        from sync.protocol.kinds import TicketTaken

        with self._store.work(self._actor) as work:
            line = Line(work, self._trust.now())
            if known := work.tickets.by_number(line.day, number):
                return TicketMoved(known)
            arrival = work.tickets.next_place(line.day, number[:1])[1]
            payload = TicketTaken(
                ticket=uuid4().hex,
                day=line.day.isoformat(),
                number=number,
                matter=matter,
                arrival=arrival,
                person=person,
                green=green,
            )
            return TicketMoved(line.enter(None, payload, "ticket.taken"))

    def waiting_here(self) -> list[Ticket]:
        """What waits in this PC's own line, the earliest first."""
        with self._store.look() as work:
            return in_order(Line(work, self._trust.now()).waiting())

    def handed_over(self, number: str) -> None:
        """This number is in the hub's line now, and no longer in this PC's own."""
        with self._store.work(self._actor) as work:
            line = Line(work, self._trust.now())
            line.move(line.find(number), "ticket.missed", "", HANDED_NOTE)

    def day(self, day: date | None = None) -> DayFigures:
        """What a day came to; today up to now."""
        with self._store.look() as work:
            line = Line(work, self._trust.now())
            tickets = work.tickets.of_day(day or line.day)
        windows: dict[str, list[Ticket]] = defaultdict(list)
        matters: dict[str, list[Ticket]] = defaultdict(list)
        for ticket in tickets:
            matters[ticket.matter].append(ticket)
            if ticket.window:
                windows[ticket.window].append(ticket)
        return DayFigures(
            day or line.day,
            figures(tickets, line.at),
            {name: figures(those, line.at) for name, those in sorted(windows.items())},
            {name: figures(those, line.at) for name, those in sorted(matters.items())},
        )

    def _stand(self, window: str, kind: str, reason: str) -> LineRun:
        from sync.protocol.kinds import WindowStands

        with self._store.work(self._actor) as work:
            line = Line(work, self._trust.now())
            paused = line.paused()
            if kind == "window.reopened" and window not in paused:
                return LineRun()
            paused.pop(window, None)
            if kind == "window.paused":
                paused[window] = reason
            work.journal.enter(WindowStands(window=window, reason=reason), kind)
            work.drawer.set_setting(PAUSED, json.dumps(paused, ensure_ascii=False))
        return LineRun()


def _own(kept: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """What only this PC went by until now and nobody has ruled: everybody's, with the first rule."""
    usual = json.loads(json.dumps(asdict(ORDINARY_RULES)))
    return {n: one for n, one in kept.items() if n in usual and one != usual[n] and f"{GROUP}.{n}" not in known}


def read_line_rule(name: str, text: str) -> None:
    """Refuse `LineRuleWrong` or ValueError for a value that this rule cannot have; one of a later version is left."""
    usual = asdict(ORDINARY_RULES)
    if name in usual:
        told = {**usual, name: json.loads(text)}
        _must_fit(told)
        rules_from(told)


def _must_fit(told: dict[str, Any]) -> None:
    """Refuse what no line can be run by; the shapes are words of the refusal's own table."""
    for name, (least, most) in _BOUNDS.items():
        value = told[name]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise LineRuleWrong(name, f"{least}–{most}")
    if not all(_is_time(str(moment)) for moment in told["sweeps"]):
        raise LineRuleWrong("sweeps", "HH:MM")
    for span in told["hours"]:
        begins, _, ends = str(span).partition("-")
        if not (_is_time(begins) and _is_time(ends) and begins < ends):
            raise LineRuleWrong("hours", "HH:MM-HH:MM")
    holds = dict(told["holds"])
    if set(holds) != {"away", "kept", "outside"} or any(not 0 <= int(m) <= _MOST_MINUTES for m in holds.values()):
        raise LineRuleWrong("holds", f"away, kept, outside: 0–{_MOST_MINUTES}")


def _is_time(told: str) -> bool:
    hour, _, minute = told.partition(":")
    return len(hour) == len(minute) == 2 and hour.isdigit() and minute.isdigit() and hour < "24" and minute < "60"
