"""The kinds of entry that an audit leaves behind: looking through the journal is journaled too."""

from sync.protocol.payload import Payload


class AuditSearched(Payload, frozen=True, kw_only=True):
    """`audit.searched`: somebody looked through the journal; `sought` are the conditions, without personal data but the
    case number, `found` how many entries were seen."""

    sought: dict[str, str]
    found: int


class AuditExported(Payload, frozen=True, kw_only=True):
    """`audit.exported`: entries left as a file. `sha256` (hex) is of the file, `format` 'csv' or 'jsonl'."""

    sought: dict[str, str]
    count: int
    sha256: str
    format: str


class JournalPruned(Payload, frozen=True, kw_only=True):
    """`journal.pruned`: the bodies of `count` old entries of this device were erased; their hashes stay in the chain.
    `digest` is the SHA-256 (hex) of their numbers in the order of this store, one a line; `at` marks their tombstones.
    """

    at: str
    count: int
    digest: str


class RepairedRow(Payload, frozen=True, kw_only=True):
    """A row that was set right: its table, its number (of a case, a ticket, a member of staff), and the SHA-256 (hex)
    of what had stood there, empty where there had been nothing."""

    table: str
    row: str
    found: str = ""


class JournalRepaired(Payload, frozen=True, kw_only=True):
    """`journal.repaired`: tables that differed from the journal are as it tells them again: `count` rows, of which the
    first are named, after a check that had found so many `problems`."""

    count: int
    problems: int
    rows: tuple[RepairedRow, ...] = ()


class AuditVerified(Payload, frozen=True, kw_only=True):
    """`audit.verified`: the journal was checked against itself and the tables; `how` is 'whole' or 'start'."""

    how: str
    entries: int
    problems: int
