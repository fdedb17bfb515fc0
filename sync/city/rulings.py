"""What the city sets for its centres: rules of cases and of the line, each in force wherever a device's number begins
with the area. Its word stands before a township's and a centre's own, until it is given back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from kiosk.domain.refusals import Refusal
from sync.city.books import Books
from sync.city.journal import CITY, CityJournal, Saying
from sync.city.shelves import entry_of, in_log
from sync.city.tables import entry
from sync.protocol.audience import RULED, ruled_area
from sync.protocol.ruling_kinds import CentreRuled

_NAME = re.compile(r"(house|line)\.[a-z_]{2,40}")  # definitions, amounts and calendars come in parcels


@dataclass(frozen=True, slots=True)
class Set:
    """One rule as the city set it last for an area: empty where it was given back."""

    area: str
    name: str
    value: str
    actor: str
    at: str


class CityRulings:
    """The city's own rules, in its journal like all that it says."""

    def __init__(self, books: Books, journal: CityJournal) -> None:
        self._books = books
        self._journal = journal

    def set(self, area: str, name: str, value: str, actor: str) -> CentreRuled:
        """From now on; an empty value gives it back. Refuses an area or a name that is none. What no PC can read is put
        aside there and shown as a person's work."""
        if not ruled_area(CITY, RULED, {"area": area}):
            raise Refusal("ruling_area", given=area)
        if not _NAME.fullmatch(name):
            raise Refusal("ruling_name", given=name)
        with self._books.write() as connection:
            turn = 1 + max((one.turn for one, _ in _said(connection) if one.name == name), default=0)
            said = CentreRuled(area=area, name=name, value=value, turn=turn)
            self._journal.enter(connection, Saying(RULED, said, actor))
        return said

    def listed(self) -> Sequence[Set]:
        """The last of each name and area, by name."""
        with self._books.read() as connection:
            said = _said(connection)
        found = {(one.name, one.area): Set(one.area, one.name, one.value, *by) for one, by in said}
        return [found[key] for key in sorted(found)]


def _said(connection: Connection) -> list[tuple[CentreRuled, tuple[Any, Any]]]:
    """What the city itself has set, in its order."""
    rows = connection.execute(in_log().where(entry.c.kind == RULED, entry.c.device == CITY))
    bodies = [entry_of(row).read() for row in rows]
    return [(msgspec.convert(body.payload, CentreRuled), (body.actor, body.wall)) for body in bodies]
