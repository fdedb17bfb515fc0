"""Which entries go to which centres beside the one they were made in: a case that is handed on is known to all that
have a part in it, from its beginning; which keys are trusted is known to everybody.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select

from sync.city.shelves import in_log
from sync.city.tables import entry, party, shared
from sync.protocol.audience import FOR_ALL, areas_of, centre_of, joining, ruled_area, staff_of
from sync.protocol.reading import Read

EVERYBODY = "*"


def share(connection: Connection, fresh: Sequence[tuple[int, Read]], centre_by: Mapping[int, str]) -> None:
    """Note whom new entries concern; `centre_by` is the centre under which each stands in the log, by its number."""
    cases = {read.case_no for _, read in fresh if read.case_no and read.down}
    known = _known(connection, cases)
    joined: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for g, read in fresh:
        if read.kind in FOR_ALL and read.down:
            told.append({"centre": EVERYBODY, "g": g})
        elif centre := staff_of(read.entry.device, read.kind, read.payload):
            told += [{"centre": centre, "g": g}] if centre != centre_by[g] else []
        elif area := ruled_area(read.entry.device, read.kind, read.payload):
            told.append({"centre": area, "g": g})
        elif read.case_no and read.down:
            there = known.setdefault(read.case_no, {centre_of(read.case_no)})
            new = joining(read.entry.device, read.case_no, read.kind, read.payload, there)
            joined += [{"case_no": read.case_no, "centre": centre, "g": g} for centre in sorted(new)]
            there |= new
            told += [{"centre": centre, "g": g} for centre in sorted(there - {centre_by[g], ""})]
    if joined:
        connection.execute(insert(party), joined)
    if told:
        connection.execute(insert(shared), told)


def told_to(connection: Connection, centres: Collection[str], behind: int, limit: int, but: str = "") -> list[Row[Any]]:
    """The entries that concern these centres, behind place `behind` of the log, in its order, without those that device
    `but` has made there itself; but with those by which it brought a case to its centre, for the sake of `earlier`."""
    brought = select(party.c.g).where(party.c.g == entry.c.g).exists()
    made = (entry.c.centre.in_(centres), entry.c.down, entry.c.g > behind, or_(entry.c.device != but, brought))
    own = select(entry.c.g).where(*made)
    others = select(shared.c.g).where(shared.c.centre.in_(_names(centres)), shared.c.g > behind)
    pages = (query.order_by(query.selected_columns[0]).limit(limit).subquery() for query in (own, others))
    return list(connection.execute(in_log().where(or_(*(entry.c.g.in_(select(page)) for page in pages))).limit(limit)))


def _names(centres: Collection[str]) -> list[str]:
    """Under which names they find what concerns them: themselves, the areas in which they lie, everybody."""
    return [EVERYBODY, *{area for centre in centres for area in (centre, *areas_of(centre))}]


def earlier(connection: Connection, centres: Collection[str], row: Row[Any]) -> Iterator[Row[Any]]:
    """When this entry brought a case to one of these centres: what was entered about it before."""
    came = select(party.c.case_no).where(party.c.g == row.g, party.c.centre.in_(centres))
    for case_no in connection.execute(came).scalars():
        yield from connection.execute(in_log().where(entry.c.case_no == case_no, entry.c.down, entry.c.g < row.g))


def _known(connection: Connection, cases: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    if cases:
        for row in connection.execute(select(party).where(party.c.case_no.in_(cases))):
            found.setdefault(row.case_no, {centre_of(row.case_no)}).add(row.centre)
    return found
