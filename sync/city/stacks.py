"""Many rows at once, the quickest way that the database knows: what a device sends comes by the hundred."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table

from sync.city.troubles import CityTrouble


def plain(text: str) -> str:
    """Text as every database keeps it: PostgreSQL has no room for a NUL."""
    return text.replace("\x00", "")


def put_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns in the same order. Raises `CityTrouble`."""
    if not rows:
        return
    names, values = tuple(rows[0]), [tuple(row.values()) for row in rows]
    dialect = connection.dialect
    try:
        if dialect.name == "postgresql":
            _copy(connection, f"COPY {table.name} ({', '.join(names)}) FROM STDIN", values)
        else:
            places = ", ".join("?" * len(names))
            connection.exec_driver_sql(
                f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})",  # noqa: S608  our own names
                values,
            )
    except dialect.loaded_dbapi.Error as error:  # what the driver says itself, not through SQLAlchemy
        raise CityTrouble("books_unreadable", detail=str(error)[:200]) from error


def found_by(connection: Connection, key: Column[Any], keys: Sequence[Any], value: Column[Any]) -> dict[Any, Any]:
    """`value` by `key` for those of `keys` that the key's table has."""
    if not keys:
        return {}
    asked = f"SELECT {key.name}, {value.name} FROM {key.table.name} WHERE {key.name}"  # noqa: S608  our own names
    if connection.dialect.name == "postgresql":
        rows = connection.exec_driver_sql(f"{asked} = ANY(%s)", (list(keys),))
    else:
        rows = connection.exec_driver_sql(f"{asked} IN ({', '.join('?' * len(keys))})", tuple(keys))
    return {row[0]: row[1] for row in rows}


def _copy(connection: Connection, statement: str, values: Sequence[tuple[Any, ...]]) -> None:
    """COPY, within the connection's own transaction."""
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)
