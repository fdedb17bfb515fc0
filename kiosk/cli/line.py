"""Commands for who runs the line: its rules, windows that pause, giving up what waits, and the day's figures."""

import json
from argparse import Namespace
from dataclasses import asdict
from datetime import date
from typing import Any

from kiosk.cli.answer import Answer
from kiosk.cli.words import LINE_DAY, LINE_PART, LINE_RULE, LINE_SWEPT, WINDOW_STANDS
from kiosk.domain.figures import LineFigures
from kiosk.domain.refusals import LineRuleWrong, Refusal
from kiosk.wiring.house import house


def rules(given: Namespace) -> Answer:
    """How the line is run, after `NAME=VALUE` changes: {rule: value}."""
    changed: dict[str, Any] = dict(_rule(one) for one in given.rules)
    with house(given.data, given.staff) as desks:
        if changed:
            desks.line.rule(given.area, **changed)
        told = json.loads(json.dumps(asdict(desks.line.rules())))
    return Answer(told, [LINE_RULE.format(rule=name, value=json.dumps(value)) for name, value in told.items()])


def pause(given: Namespace) -> Answer:
    """A window calls nobody: {"window", "paused"}."""
    with house(given.data, given.staff) as desks:
        desks.line.pause(given.window, given.reason)
    return _stands(given.window, True)


def reopen(given: Namespace) -> Answer:
    """A window calls again: {"window", "paused"}."""
    with house(given.data, given.staff) as desks:
        desks.line.reopen(given.window)
    return _stands(given.window, False)


def give_up(given: Namespace) -> Answer:
    """What waits now is given up: {"count"}."""
    with house(given.data, given.staff) as desks:
        count = desks.line.give_up().count
    return Answer({"count": count}, [LINE_SWEPT.format(count=count)])


def figures(given: Namespace) -> Answer:
    """What a day came to: {"day", "all", "windows", "matters"}, each with sums in minutes and counts."""
    try:
        day = date.fromisoformat(given.day) if given.day else None
    except ValueError:
        raise Refusal("day_wrong", given=given.day) from None
    with house(given.data, given.staff) as desks:
        came_to = desks.line.day(day)
    lines = [LINE_DAY.format(day=came_to.day, **_shown(came_to.all))]
    parts = (*came_to.windows.items(), *came_to.matters.items())
    lines += [LINE_PART.format(name=name, **_shown(part)) for name, part in parts]
    plain = {**asdict(came_to), "day": came_to.day.isoformat()}
    return Answer(plain, lines)


def _rule(given: str) -> tuple[str, object]:
    """('late_minutes', 30) from 'late_minutes=30'; a value is JSON. Refuses what cannot be read."""
    name, _, value = given.partition("=")
    try:
        return name, json.loads(value)
    except ValueError:
        raise LineRuleWrong(name, "NAME=JSON") from None


def _shown(part: LineFigures) -> dict[str, object]:
    wait, service = round(part.average_wait, 1), round(part.average_service, 1)
    return {"taken": part.taken, "served": part.served, "missed": part.missed, "wait": wait, "service": service}


def _stands(window: str, paused: bool) -> Answer:
    return Answer({"window": window, "paused": paused}, [WINDOW_STANDS[paused].format(window=window)])
