"""Entries as they are taken down from the city's books: with body, hash and place, ready to be sent or read."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from sync.city.tables import body, entry, place
from sync.protocol.entry import DeviceId, Entry

_COLUMNS = (place, entry.c.id, entry.c.body_hash, entry.c.mark, entry.c.kind, body.c.content)
_FIRST = and_(place.c.device == entry.c.device, place.c.epoch == entry.c.epoch, place.c.seq == entry.c.seq)


def in_log() -> Select[Any]:
    """Entries of the log, each in the first of its places."""
    return select(*_COLUMNS).join_from(entry, place, _FIRST).join(body, body.c.g == entry.c.g).order_by(entry.c.g)


def in_places() -> Select[Any]:
    """Entries as they stand in their devices' journals."""
    joined = select(*_COLUMNS).join_from(place, entry, entry.c.g == place.c.g).join(body, body.c.g == place.c.g)
    return joined.order_by(place.c.device, place.c.epoch, place.c.seq)


def entry_of(row: Row[Any]) -> Entry:
    """A row of either as an entry."""
    return Entry(DeviceId(row.device), row.epoch, row.seq, row.prev, row.content, row.body_hash, row.chain)


def fitting(rows: list[Row[Any]], size: int) -> Iterator[Row[Any]]:
    """As many rows as have `size` bytes of bodies together, but one at least."""
    for number, row in enumerate(rows):
        size -= len(row.content)
        if number and size < 0:
            return
        yield row


def entry_at(connection: Connection, g: int) -> Entry:
    """One entry of the log. Raises `sqlalchemy.exc.NoResultFound`."""
    return entry_of(connection.execute(in_log().where(entry.c.g == g)).one())
