"""From which state to which an entry brought its case, its ticket or an account: entries do not say it, so it is folded
from those before them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kiosk.domain.staff import Account
from kiosk.domain.standstill import as_of
from kiosk.store.refold import entries_of, moves
from kiosk.store.rows import ACCOUNTS, CASES, TABLES, Key, Table
from kiosk.store.tally import Tally, why_aside
from sync.protocol.audience import centre_of
from sync.protocol.entry import GENESIS, DeviceId, Entry
from sync.protocol.reading import Happening, read_entry

LEFT = "left"
States = tuple[str, str]  # before and after; empty where there was nothing


def transitions(connection: Any, device: str, numbers: Iterable[int]) -> Mapping[int, States]:
    """The states before and after each of these entries (by number of this store) that concerns a case, a ticket or an
    account. Each case and ticket is folded once."""
    wanted = {*numbers}
    keys: dict[str, set[Key]] = {table.name: set() for table in TABLES}
    for n in wanted:
        row = connection.execute(
            "SELECT CAST(content AS BLOB), body_hash, own FROM entry JOIN body USING (n) WHERE n = ?", (n,)
        ).fetchone()
        read = read_entry(Entry(DeviceId(""), 0, 0, GENESIS, row[0], row[1], GENESIS)) if row else None
        if read is not None and (moved := moves(read, row[2] == 1)) is not None:
            keys[moved[0].name].add(moved[1])
    found: dict[int, States] = {}
    for table in TABLES:
        if keys[table.name]:
            found |= _of_table(connection, device, table, keys[table.name], wanted)
    return found


def _of_table(
    connection: Any, device: str, table: Table, keys: Collection[Key], wanted: Collection[int]
) -> Mapping[int, States]:
    tally = Tally(centre_of(device), why_aside(connection))
    found: dict[int, States] = {}
    for n, content, body_hash, own in entries_of(connection, table, keys, max(wanted)):
        read = read_entry(Entry(DeviceId(""), 0, 0, GENESIS, content, body_hash, GENESIS))
        moved = moves(read, own == 1)
        if moved is None or read.happening is None or moved[1] not in keys:
            continue
        before = _state(tally, table, moved[1], read.happening)
        for _ in tally.fold(read, "", own == 1):
            pass  # one that does not follow leaves all as it was
        if n in wanted:
            found[n] = (before, _state(tally, table, moved[1]))
    return found


def _state(tally: Tally, table: Table, key: Key, at: Happening | None = None) -> str:
    """Where it stands; before an entry, as it counted at that moment (an answer nobody gave in time is given)."""
    if table is CASES:
        case = tally.cases.get(str(key[0]))
        if case is not None and at is not None:
            case = as_of(case, at.at)
        return case.state.value if case else ""
    if table is ACCOUNTS:
        return _standing(tally.accounts.get(str(key[0])))
    ticket = tally.tickets.get(table.named(key))
    return ticket.state.value if ticket else ""


def _standing(account: Account | None) -> str:
    """What an account lets somebody do: its roles, or that he has left."""
    if account is None:
        return ""
    return LEFT if account.left else " ".join(sorted(account.roles))
