"""The county's notice board of amounts, lines and limits: which value holds on which day, and which paper says so.

A county writes one TOML file: `[[values]]` with `key` (of parameters.toml), `value`, `from` (the first day), `source`
(the notice and its number), and `until` (the last day) where the notice names one. Without it a value holds until the
next one begins. Before its first day the catalogue's own value holds; after its last one it is unset, and every rule
that needs it asks a person. So it is for a key whose days contradict each other: a doubtful value judges nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from forms.answers import Problem
from forms.shapes import Parameter
from forms.words import say

_PARTS = frozenset(("key", "value", "from", "until", "source"))


@dataclass(frozen=True, slots=True)
class Spell:
    """One value and the days on which it holds, both ends included; `until` None: until the next one begins.

    `place` is its number in the file, from 0; `source` the notice that sets it.
    """

    key: str
    value: Any
    since: date
    until: date | None
    source: str
    place: int

    def covers(self, day: date) -> bool:
        """Whether the value holds on that day, as far as this spell alone tells."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class County:
    """All values of a county with their days. `version` tells two boards apart: an acceptance keeps it."""

    spells: Mapping[str, tuple[Spell, ...]]
    doubtful: frozenset[str]
    version: str

    def on(self, day: date) -> dict[str, Any]:
        """What holds on a day, as `forms.check(params=...)` takes it: None for what is unset."""
        found: dict[str, Any] = {}
        for key, spells in self.spells.items():
            if spells[0].since <= day:
                spell = self.spell(key, day)
                found[key] = spell.value if spell else None
        return found | dict.fromkeys(self.doubtful)

    def spell(self, key: str, day: date) -> Spell | None:
        """The entry that holds on a day, to name its source; None where there is none, or a doubtful one."""
        if key in self.doubtful:
            return None
        begun = [one for one in self.spells.get(key, ()) if one.since <= day]
        return begun[-1] if begun and begun[-1].covers(day) else None


NO_COUNTY = County({}, frozenset(), "")


def read_county(
    content: bytes, known: Mapping[str, Parameter], file: str = "county.toml"
) -> tuple[County, list[Problem]]:
    """A county's file as a board, and everything that is wrong with it in Chinese; it never raises.

    `known` are the catalogue's parameters. Entries that cannot be read are left out and their keys are doubtful.
    """
    import hashlib  # these two cost start-up five milliseconds
    import tomllib

    try:
        entries = tomllib.loads(content.decode("utf-8"))["values"]
        if not isinstance(entries, list):
            raise KeyError("values")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        return NO_COUNTY, [Problem(file, "", say("file_no_toml", cause=cause))]
    except KeyError:
        return NO_COUNTY, [Problem(file, "", say("county_empty"))]
    problems: list[Problem] = []
    doubtful: set[str] = set()
    spells: dict[str, list[Spell]] = {}
    for place, entry in enumerate(entries):
        faults = list(_faults(entry, known))
        problems += [Problem(file, f"values.{place}{part}", sentence) for part, sentence in faults]
        if not faults:
            spells.setdefault(entry["key"], []).append(_spell(entry, place))
        elif isinstance(entry, dict) and entry.get("key") in known:
            doubtful.add(entry["key"])
    for key, group in spells.items():
        group.sort(key=lambda one: (one.since, one.place))
        for spell, part, fault in _quarrels(group, known[key].name):
            problems.append(Problem(file, f"values.{spell.place}.{part}", say(fault[0], **fault[1])))
            if fault[0] != "county_gap":
                doubtful.add(key)
    board = {key: tuple(group) for key, group in sorted(spells.items())}
    return County(board, frozenset(doubtful), hashlib.sha256(content).hexdigest()[:16]), problems


def _spell(entry: Mapping[str, Any], place: int) -> Spell:
    return Spell(entry["key"], entry["value"], entry["from"], entry.get("until"), entry["source"].strip(), place)


def _faults(entry: Any, known: Mapping[str, Parameter]) -> Iterator[tuple[str, str]]:
    """What is wrong with one entry by itself: (place in it, sentence)."""
    if not isinstance(entry, dict):
        yield "", say("county_empty")
        return
    for part in sorted(set(entry) - _PARTS):
        yield f".{part}", say("county_part", given=part)
    if missing := [part for part in ("key", "value", "from", "source") if entry.get(part) in (None, "")]:
        yield f".{missing[0]}", say("county_missing", parts=", ".join(missing))
        return
    parameter = known.get(str(entry["key"]))
    if parameter is None:
        yield ".key", say("county_unknown", given=entry["key"])
        return
    if not _fits(entry["value"], parameter.value):
        yield ".value", say("county_value", name=parameter.name, given=entry["value"], shape=_shape(parameter.value))
    if not isinstance(entry["source"], str) or len(entry["source"].strip()) < 2:
        yield ".source", say("county_source", name=parameter.name)
    for part in ("from", "until"):
        if part in entry and (not isinstance(entry[part], date) or isinstance(entry[part], datetime)):
            yield f".{part}", say("county_day", given=entry[part])
            return
    if "until" in entry and entry["until"] < entry["from"]:
        yield ".until", say("county_order", since=entry["from"], until=entry["until"])


def _fits(value: Any, default: Any) -> bool:
    """A county's value has the shape of the catalogue's: a number, a list of numbers, or numbers by the same keys."""
    if isinstance(value, dict):
        same = not isinstance(default, Mapping) or set(value) == set(default)
        return same and (default is None or isinstance(default, Mapping)) and _numbers(list(value.values()))
    if isinstance(value, list):
        return (default is None or isinstance(default, Sequence)) and _numbers(value)
    return not isinstance(default, (Mapping, Sequence)) and _numbers([value])


def _numbers(values: Sequence[Any]) -> bool:
    return bool(values) and all(
        isinstance(one, (int, float)) and not isinstance(one, bool) and 0 <= one < 10**12 for one in values
    )


def _shape(default: Any) -> str:
    if isinstance(default, Mapping):
        return say("county_by_key", keys=", ".join(default))
    return say("county_numbers" if isinstance(default, Sequence) else "county_number")


def _quarrels(group: Sequence[Spell], name: str) -> Iterator[tuple[Spell, str, tuple[str, dict[str, Any]]]]:
    """Where two neighbours in time contradict each other or leave days between them without a value."""
    for before, after in pairwise(group):
        shown = {"name": name, "first": before.place + 1, "second": after.place + 1}
        if before.since == after.since:
            yield after, "from", ("county_twice", {**shown, "day": after.since})
        elif before.until is not None and before.until >= after.since:
            yield after, "from", ("county_overlap", {**shown, "since": after.since, "until": before.until})
        elif before.until is not None and before.until + timedelta(days=1) < after.since:
            days = {"since": before.until + timedelta(days=1), "until": after.since - timedelta(days=1)}
            yield after, "from", ("county_gap", {**shown, **days})
