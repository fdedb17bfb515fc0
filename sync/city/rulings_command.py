"""`cityd rules set AREA NAME=VALUE …`, `cityd rules list`: what the city sets for its centres, by command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sync.city import words

if TYPE_CHECKING:
    from sync.city.house import City

Told = tuple[Any, list[str]]


def add_rulings(commands: Any, shared: argparse.ArgumentParser, work: Callable[[argparse.Namespace], Any]) -> None:
    """The grammar; `deed` is what to do with an open city."""
    rules = commands.add_parser("rules", help="what holds at the centres", parents=[shared])
    deeds = rules.add_subparsers(title="commands", required=True)
    put = deeds.add_parser("set", help="set rules for an area; empty gives one back", parents=[shared])
    put.add_argument("area", metavar="DIGITS")
    put.add_argument("rules", metavar="NAME=VALUE", nargs="+")
    put.set_defaults(command=work, deed=_set)
    deeds.add_parser("list", help="what is set", parents=[shared]).set_defaults(command=work, deed=_listed)


def _set(city: City, given: argparse.Namespace) -> Told:
    """[{"area", "name", "value"}]; refuses an area or a name that is none, and then sets nothing more."""
    said = []
    for one in given.rules:
        name, _, value = one.partition("=")
        said.append(city.rulings.set(given.area, name.strip(), value.strip(), "cli"))
    rows = [{"area": one.area, "name": one.name, "value": one.value} for one in said]
    return rows, [words.RULING_LINE.format(**row) for row in rows]


def _listed(city: City, _given: argparse.Namespace) -> Told:
    """[{"area", "name", "value", "actor", "at"}]."""
    rows = [asdict(one) for one in city.rulings.listed()]
    return rows, [words.RULING_LINE.format(**row) for row in rows] or [words.RULING_NONE]
