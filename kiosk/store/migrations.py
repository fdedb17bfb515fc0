"""How the store came to its present shape, step by step. A step that has been released is never edited.

`VERSION` is written into the file (`user_version`); a file with a higher one was written by a newer program and is
refused.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSION = 9
_FORGETS_KEYS = " content = '', contentless_delete = 1,"

_FIRST = """
CREATE TABLE entry (
    n INTEGER PRIMARY KEY, own INTEGER NOT NULL,
    id TEXT NOT NULL, body_hash BLOB NOT NULL, kind TEXT NOT NULL, case_no TEXT
);
CREATE UNIQUE INDEX entry_of_others ON entry (id) WHERE own = 0;
CREATE INDEX entry_of_case ON entry (case_no) WHERE case_no IS NOT NULL;
CREATE TABLE place (
    epoch INTEGER NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL REFERENCES entry (n),
    prev BLOB NOT NULL, chain BLOB NOT NULL,
    PRIMARY KEY (epoch, seq)
) WITHOUT ROWID;
CREATE TABLE place_elsewhere (
    n INTEGER PRIMARY KEY REFERENCES entry (n), device TEXT NOT NULL,
    epoch INTEGER NOT NULL, seq INTEGER NOT NULL, prev BLOB NOT NULL, chain BLOB NOT NULL
);
CREATE TABLE body (n INTEGER PRIMARY KEY REFERENCES entry (n), content BLOB NOT NULL);
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entry_is_true BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER body_is_kept BEFORE DELETE ON body BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER body_is_true BEFORE UPDATE ON body BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE ticket (
    day TEXT NOT NULL, prefix TEXT NOT NULL, count INTEGER NOT NULL,
    id TEXT NOT NULL, matter TEXT NOT NULL, arrival INTEGER NOT NULL, taken_at TEXT NOT NULL, state TEXT NOT
    NULL, window TEXT NOT NULL,
    called_at TEXT, ended_at TEXT, recalls INTEGER NOT NULL, person TEXT NOT NULL, green INTEGER NOT NULL,
    PRIMARY KEY (day, prefix, count)
) WITHOUT ROWID;
CREATE INDEX ticket_arrival ON ticket (day, arrival);
CREATE INDEX ticket_at_window ON ticket (day, window) WHERE state = 'called';

CREATE TABLE case_record (
    n INTEGER PRIMARY KEY, case_no TEXT NOT NULL UNIQUE,
    matter TEXT NOT NULL, state TEXT NOT NULL, applicant TEXT NOT NULL,
    id_number TEXT NOT NULL, phone TEXT NOT NULL, agent TEXT NOT NULL,
    filed_at TEXT NOT NULL, due_on TEXT, record BLOB NOT NULL
);
CREATE VIRTUAL TABLE case_index USING fts5 (keys, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TABLE set_aside (
    entry_id TEXT PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE draft (
    id TEXT PRIMARY KEY, matter TEXT NOT NULL, version INTEGER NOT NULL, raw TEXT NOT NULL, materials TEXT NOT NULL,
    ticket TEXT NOT NULL, saved_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE request (id TEXT PRIMARY KEY, what TEXT NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE acknowledged (
    upstream TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL, proof BLOB NOT NULL,
    PRIMARY KEY (upstream, epoch)
) WITHOUT ROWID;
CREATE TABLE cursor (upstream TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE scan (n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL);
CREATE TABLE scan_arrived (upstream TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (upstream, sha256)) WITHOUT ROWID;
"""

_HUB = """
CREATE TABLE peer (
    device TEXT PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, since TEXT NOT NULL,
    seen_at TEXT NOT NULL DEFAULT '', waiting INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE peer_key (
    key_id BLOB PRIMARY KEY, device TEXT NOT NULL REFERENCES peer (device), public_key BLOB NOT NULL,
    asked BLOB NOT NULL, answer TEXT NOT NULL DEFAULT '', revoked_at TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE pairing (
    code TEXT PRIMARY KEY, until TEXT NOT NULL, used_by BLOB
) WITHOUT ROWID;
CREATE TABLE peer_place (
    device TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL REFERENCES entry (n),
    prev BLOB NOT NULL, chain BLOB NOT NULL,
    PRIMARY KEY (device, epoch, seq)
) WITHOUT ROWID;
CREATE INDEX peer_place_of_entry ON peer_place (n);
CREATE TABLE peer_word (
    device TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, statement BLOB NOT NULL,
    PRIMARY KEY (device, epoch, seq)
) WITHOUT ROWID;
CREATE TABLE peer_kept (
    upstream TEXT NOT NULL, device TEXT NOT NULL, proof BLOB NOT NULL, PRIMARY KEY (upstream, device)
) WITHOUT ROWID;
CREATE TABLE line (n INTEGER PRIMARY KEY REFERENCES entry (n), mark BLOB NOT NULL);
CREATE TABLE audience (whom TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (whom, n)) WITHOUT ROWID;
CREATE TABLE party (
    case_no TEXT NOT NULL, centre TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (case_no, centre)
) WITHOUT ROWID;
CREATE INDEX party_since ON party (n);
CREATE TABLE quarantine (
    device TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL,
    why TEXT NOT NULL, body_hash BLOB NOT NULL, body BLOB NOT NULL, at TEXT NOT NULL,
    settled_at TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (device, epoch, seq, chain)
) WITHOUT ROWID;
CREATE INDEX quarantine_of_body ON quarantine (body_hash);
CREATE TABLE peer_scan (
    sha256 TEXT NOT NULL, device TEXT NOT NULL, size INTEGER NOT NULL, n INTEGER NOT NULL, at TEXT NOT NULL,
    whole INTEGER NOT NULL, PRIMARY KEY (sha256, device)
) WITHOUT ROWID;
CREATE TABLE scan_part (
    sha256 TEXT NOT NULL, unit INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (sha256, unit)
) WITHOUT ROWID;
"""

_TICKETS = """
DROP TABLE ticket;
CREATE TABLE ticket (
    day TEXT NOT NULL, prefix TEXT NOT NULL, count INTEGER NOT NULL,
    id TEXT NOT NULL, first_matter TEXT NOT NULL, arrival INTEGER NOT NULL, periods TEXT NOT NULL,
    person TEXT NOT NULL, green INTEGER NOT NULL, more TEXT NOT NULL, said TEXT NOT NULL,
    state TEXT NOT NULL, at_window TEXT NOT NULL, turn INTEGER NOT NULL,
    PRIMARY KEY (day, prefix, count)
) WITHOUT ROWID;
CREATE INDEX ticket_arrival ON ticket (day, arrival);
CREATE INDEX ticket_open ON ticket (day, arrival, state, at_window) WHERE state IN ('waiting', 'called', 'held');
CREATE INDEX ticket_turn ON ticket (day, turn) WHERE turn > 0;
"""

_DRAFTS = """
ALTER TABLE draft ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN at_window TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN parked_at TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN beside TEXT NOT NULL DEFAULT '';
CREATE TABLE draft_shelf (
    id TEXT NOT NULL, device TEXT NOT NULL, parked_at TEXT NOT NULL, head TEXT NOT NULL, content TEXT NOT NULL,
    taken_by TEXT NOT NULL DEFAULT '', taken_at TEXT NOT NULL DEFAULT '', taken_as TEXT NOT NULL DEFAULT '',
    let_go INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id, device)
) WITHOUT ROWID;
CREATE TABLE hub_heard (
    fingerprint TEXT PRIMARY KEY, device TEXT NOT NULL, url TEXT NOT NULL, since TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
"""

_STAFF = """
CREATE TABLE account (
    staff TEXT PRIMARY KEY, name TEXT NOT NULL, roles TEXT NOT NULL, centre TEXT NOT NULL, verifier TEXT NOT NULL,
    start INTEGER NOT NULL, since TEXT NOT NULL, secret_at TEXT NOT NULL, has_left INTEGER NOT NULL, badge TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE try (staff TEXT PRIMARY KEY, failed INTEGER NOT NULL, last TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE session (
    name TEXT PRIMARY KEY, staff TEXT NOT NULL, token TEXT NOT NULL, used TEXT NOT NULL
) WITHOUT ROWID;
"""

_FINDING = """
DROP TABLE case_index;
CREATE VIRTUAL TABLE case_index USING fts5 (
    keys, content = '', contentless_delete = 1, tokenize = 'ascii', detail = none
);
CREATE TABLE mark (word TEXT NOT NULL, case_no TEXT NOT NULL, PRIMARY KEY (word, case_no)) WITHOUT ROWID;
"""

_TOMBSTONES = """
CREATE TABLE tombstone (n INTEGER PRIMARY KEY REFERENCES entry (n), at TEXT NOT NULL);
DROP TRIGGER body_is_kept;
CREATE TRIGGER body_is_kept BEFORE DELETE ON body WHEN NOT EXISTS (SELECT 1 FROM tombstone WHERE n = OLD.n)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER tombstone_is_kept BEFORE DELETE ON tombstone
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""


def migrate(connection: Any) -> None:
    """Bring a store to `VERSION`, each step in its own transaction. Nothing happens to one that is there already."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    from kiosk.store.origins import mark_all
    from kiosk.store.reindexing import index_again, index_received

    steps = Migrations("kiosk")

    @steps()
    def m001_the_floor(db: Database) -> None:
        _run(db, _FIRST)

    @steps()
    def m002_a_hub(db: Database) -> None:
        _run(db, _HUB)

    @steps()
    def m003_tickets_by_their_periods(db: Database) -> None:
        _run(db, _TICKETS)
        _fold_tickets(db.conn)

    @steps()
    def m004_drafts_that_move(db: Database) -> None:
        _run(db, _DRAFTS)

    @steps()
    def m005_who_works_here(db: Database) -> None:
        _run(db, _STAFF)

    @steps()
    def m006_found_by_more(db: Database) -> None:
        _run(db, _FINDING)
        index_again(db.conn)

    @steps()
    def m007_where_others_entries_stood(db: Database) -> None:
        db.execute("ALTER TABLE place_elsewhere ADD COLUMN mark BLOB NOT NULL DEFAULT x''")
        mark_all(db.conn)

    @steps()
    def m008_what_may_go(db: Database) -> None:
        _run(db, _TOMBSTONES)

    @steps()
    def m009_found_as_they_count(db: Database) -> None:
        index_received(db.conn)

    steps.apply(Database(connection))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _for_older(statement: str, connection: Any) -> str:
    """A plain build is the system's (`KIOSK_UNENCRYPTED`), and may be older than 3.43: its index keeps its keys."""
    if _FORGETS_KEYS in statement and connection.execute("SELECT sqlite_version()").fetchone()[0] < "3.43":
        return statement.replace(_FORGETS_KEYS, "")
    return statement


def _run(db: "Database", script: str) -> None:
    for statement in _statements(script):
        db.execute(_for_older(statement, db.conn))


def _fold_tickets(connection: Any) -> None:
    """The tickets once more, as the journal tells them."""
    from contextlib import suppress

    from kiosk.app.happenings import happened
    from kiosk.domain.case import StepDoesNotFit
    from kiosk.domain.ticket import Ticket, after
    from kiosk.store.tickets import TicketTable
    from sync.protocol.entry import read_body

    rows = connection.execute(
        "SELECT content FROM entry JOIN body USING (n) WHERE own = 1 AND kind LIKE 'ticket.%' ORDER BY n"
    )
    tickets: dict[str, Ticket] = {}
    for (content,) in rows.fetchall():
        entry = happened(read_body(content))
        with suppress(StepDoesNotFit):  # it stands aside already, as a person's work
            tickets[entry.payload["ticket"]] = after(tickets.get(entry.payload["ticket"]), entry)
    table = TicketTable(connection)
    for ticket in tickets.values():
        table.put(ticket)


def _statements(script: str) -> list[str]:
    """Split at the blank-free ends of statements: a trigger's inner semicolon stands before its END."""
    import sqlite3

    found, held = [], ""
    for line in script.splitlines():
        held += line + "\n"
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return [s for s in found if s.strip()]
