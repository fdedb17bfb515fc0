"""The city's strongroom: backups of its devices, sealed as they came, beside the books; and the clerk's look at it.

What is kept and what goes by the rule stands in the city's journal. Nobody here can read any of it.
"""

import argparse
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.domain.refusals import Refusal
from sync.city import words
from sync.city.books import Books
from sync.city.journal import CityJournal, Saying
from sync.protocol.keeping_kinds import BackupLodged
from sync.protocol.lodging import Lodged
from sync.server.strongroom import Strongroom

if TYPE_CHECKING:
    from sync.city.house import City

MEGABYTE = 1_000_000


def city_room(folder: Path, books: Books, journal: CityJournal, now: Callable[[], datetime]) -> Strongroom:
    """The strongroom in this folder, whose comings and goings the city enters."""

    def note(kind: str, lodged: Lodged) -> None:
        with books.write() as connection:
            journal.enter(connection, Saying(kind, said_of(lodged), "city"))

    return Strongroom(folder, note, now)


def said_of(lodged: Lodged) -> BackupLodged:
    """What stands of a backup in the journal of who keeps it."""
    return BackupLodged(
        device=lodged.device, backup=lodged.name, made_at=lodged.made_at, size=lodged.size, digest=lodged.digest
    )


def add_backups(commands: Any, shared: argparse.ArgumentParser, work: Callable[[argparse.Namespace], Any]) -> None:
    """The grammar; `deed` is what to do with an open city."""
    backups = commands.add_parser("backups", help="what devices have lodged here", parents=[shared])
    of_backups = backups.add_subparsers(title="commands", required=True)
    of_backups.add_parser("list", help="all that is whole", parents=[shared]).set_defaults(command=work, deed=_listed)
    rule = of_backups.add_parser("rule", help="how much is kept of each device", parents=[shared])
    rule.add_argument("--newest", type=int, default=None, metavar="N", help="the newest so many")
    rule.add_argument("--most", type=int, default=None, metavar="MB", help="megabytes of one device together")
    rule.add_argument("--days", type=int, default=None, metavar="N", help="no older, but for the newest")
    rule.set_defaults(command=work, deed=_ruled)


def _listed(city: "City", _given: argparse.Namespace) -> tuple[Any, list[str]]:
    found = city.backups.everything()
    value = [
        {"device": b.device, "name": b.name, "made_at": b.made_at, "size": b.size, "digest": b.digest} for b in found
    ]
    lines = [f"{b.device}  {b.name}  {b.size / MEGABYTE:.1f} MB" for b in found]
    return value, lines or [words.NO_BACKUPS]


def _ruled(city: "City", given: argparse.Namespace) -> tuple[Any, list[str]]:
    changes = {
        "newest": given.newest,
        "most": None if given.most is None else given.most * MEGABYTE,
        "days": given.days,
    }
    asked = {name: value for name, value in changes.items() if value is not None}
    if any(value < 1 for value in asked.values()):
        raise Refusal("backup_rule_wrong")
    rule = replace(city.backups.rule, **asked)
    if asked:
        city.backups.set_rule(rule)
    said = words.BACKUP_RULE.format(newest=rule.newest, most=rule.most // MEGABYTE, days=rule.days)
    return asdict(rule), [said]
