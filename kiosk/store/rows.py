"""The tables that entries add up to, row by row: what a row says, and what it would say if it were written from the
journal today. A row that says of its case one thing where it is found and another where it is read is like no other.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from kiosk.domain.case import Case
from kiosk.domain.staff import Account
from kiosk.domain.ticket import Period, Ticket
from kiosk.store.cases import COLUMNS, case_row, read_record
from kiosk.store.migrations import VERSION
from kiosk.store.staff import ACCOUNT, account_row, read_account
from kiosk.store.tally import Tally
from kiosk.store.tickets import FOUND_BY, KEPT, read_ticket, ticket_row

Row = tuple[Any, ...]
Key = tuple[str | int, ...]  # in the order in which a table is counted
_FOUND = len(FOUND_BY.split(","))


@dataclass(frozen=True, slots=True)
class Table:
    """One of them. `columns` are read, `key` names a row, `today` writes it again as it says itself; `told` are the
    rows that a tally comes to; `named` is a row's number for people."""

    name: str
    columns: str
    key_columns: str
    problem: str  # key of words: 'case' for case_altered, case_lost, case_without_entry
    key: Callable[[Row], Key]
    today: Callable[[Row], Row]
    told: Callable[[Tally], Iterator[Row]]
    named: Callable[[Key], str]

    def page(self, connection: Any, after: Key, limit: int) -> dict[Key, Row]:
        """The rows behind `after` (empty: from the first), at most so many, in their order."""
        places = ", ".join("?" * len(after))
        where = f"WHERE ({self.key_columns}) > ({places})" if after else ""
        sql = f"SELECT {self.columns} FROM {self.name} {where} ORDER BY {self.key_columns} LIMIT ?"
        return {self.key(row): row for row in connection.execute(sql, (*after, limit))}

    def row(self, connection: Any, key: Key) -> Row | None:
        """One row, None where there is none."""
        places = ", ".join("?" * len(key))
        sql = f"SELECT {self.columns} FROM {self.name} WHERE ({self.key_columns}) = ({places})"
        found: Row | None = connection.execute(sql, key).fetchone()
        return found

    def as_today(self, row: Row) -> Row:
        """The row as it would be written today; itself where it does not hang together."""
        try:
            return self.today(row)
        except (ValueError, KeyError, TypeError, AttributeError, msgspec.MsgspecError):
            return row


def digest(row: Row) -> bytes:
    """A row's digest: SHA-256 of its columns as MessagePack."""
    return hashlib.sha256(msgspec.msgpack.encode(row)).digest()


def rows_of(table: Table, tally: Tally) -> Mapping[Key, Row]:
    """Every row of this table that a tally comes to."""
    return {table.key(row): row for row in table.told(tally)}


def shape() -> str:
    """Names what rows look like in this program: digests of another shape are not compared with today's."""
    kinds = (Case, Ticket, Period, Account)
    fields = [[kind.__name__, *kind.__dataclass_fields__] for kind in kinds]
    return hashlib.sha256(msgspec.json.encode([VERSION, fields])).hexdigest()[:16]


def _case_today(row: Row) -> Row:
    made = case_row(read_record(row[-1]))
    return made if made[:-1] == row[:-1] else row


def _ticket_today(row: Row) -> Row:
    made = ticket_row(read_ticket(row[:-_FOUND]))
    return made if made[-_FOUND:] == row[-_FOUND:] else row


def _ticket_key(row: Row) -> Key:
    return row[1], row[2], row[3]


CASES = Table(
    name="case_record",
    columns=COLUMNS,
    key_columns="case_no",
    problem="case",
    key=lambda row: row[:1],
    today=_case_today,
    told=lambda tally: (case_row(case) for case in tally.cases.values()),
    named=lambda key: str(key[0]),
)
TICKETS = Table(
    name="ticket",
    columns=f"{KEPT}, {FOUND_BY}",
    key_columns="day, prefix, count",
    problem="ticket",
    key=_ticket_key,
    today=_ticket_today,
    told=lambda tally: (ticket_row(ticket) for ticket in tally.tickets.values()),
    named=lambda key: f"{key[0]} {key[1]}{str(key[2]).zfill(3)}",
)
ACCOUNTS = Table(
    name="account",
    columns=ACCOUNT,
    key_columns="staff",
    problem="account",
    key=lambda row: row[:1],
    today=lambda row: account_row(read_account(row)),
    told=lambda tally: (account_row(account) for account in tally.accounts.values() if account is not None),
    named=lambda key: str(key[0]),
)
TABLES = (CASES, TICKETS, ACCOUNTS)
