"""Commands of the county's board: its amounts, lines and limits with their days."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.cli.answer import REFUSED, Answer
from kiosk.cli.parcels import read
from kiosk.cli.words import (
    COUNTY_FAULT,
    COUNTY_LINE,
    COUNTY_SET,
    COUNTY_UNSET,
    COUNTY_WRONG,
    RULING_HOLDS,
    RULING_LINE,
    RULING_NONE,
)
from kiosk.domain.refusals import Refusal
from kiosk.wiring.house import house

SHOWN = 60  # letters of a value


def put_up(given: Namespace) -> Answer:
    """A county's file in the place of the one before: {"ok", "values", "version", "problems"}; with faults nothing is
    changed and every one is told by entry."""
    content = read(Path(given.file))
    with house(given.data, given.staff) as desks:
        found = desks.county.put_up(content, desks.actor, Path(given.file).name, given.area)
    told = [{"file": one.file, "place": one.place, "sentence": one.sentence} for one in found.problems]
    values = sum(len(spells) for spells in found.board.spells.values())
    value = {"ok": not told, "values": values, "version": found.board.version, "problems": told}
    if told:
        lines = [COUNTY_FAULT.format(entry=_entry(one["place"]), sentence=one["sentence"]) for one in told]
        return Answer(value, [*lines, COUNTY_WRONG.format(count=len(told))], REFUSED)
    return Answer(value, [COUNTY_SET.format(values=values)])


def shown(given: Namespace) -> Answer:
    """What holds on a day: [{"key", "name", "value", "unit", "source", "since", "until"}]."""
    with house(given.data, given.staff) as desks:
        day = _day(given.on) if given.on else desks.county.day()
        parameters, values, board = desks.county.parameters, desks.county.on(day), desks.county.board
    rows: list[dict[str, Any]] = []
    for key, parameter in parameters.items():
        spell = board.spell(key, day)
        rows.append(
            {
                "key": key,
                "name": parameter.name,
                "value": values[key],
                "unit": parameter.unit,
                "source": spell.source if spell else "",
                "since": spell.since.isoformat() if spell else None,
                "until": spell.until.isoformat() if spell and spell.until else None,
            }
        )
    return Answer(rows, [_line(row) for row in rows])


def rulings(given: Namespace) -> Answer:
    """What is set for the whole centre, whatever its kind: [{"name", "value", "area", "by", "actor", "at", "holds"}];
    long texts by their beginning."""
    with house(given.data, given.staff) as desks:
        found = desks.amends.rules.shared()
    rows: list[dict[str, Any]] = [
        {
            "name": one.name,
            "value": one.value if len(one.value) <= SHOWN else f"{one.value[:SHOWN]}…",
            "area": one.area,
            "by": one.by,
            "actor": one.actor,
            "at": one.at,
            "holds": holds,
        }
        for one, holds in found
    ]
    lines = [RULING_LINE.format(**{**row, "holds": RULING_HOLDS[row["holds"]]}) for row in rows]
    return Answer(rows, lines or [RULING_NONE])


def _entry(place: str) -> int:
    """The number of an entry in the file, from 1; 0 for the whole file."""
    number = place.split(".")[1] if place.startswith("values.") else ""
    return int(number) + 1 if number.isdecimal() else 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("since_wrong", given=text) from None


def _line(row: dict[str, Any]) -> str:
    value = COUNTY_UNSET if row["value"] is None else row["value"]
    return COUNTY_LINE.format(**{**row, "value": value, "since": row["since"] or ""}).rstrip()
