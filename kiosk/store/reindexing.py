"""The index and the marks made anew from the records and the journal, when cases are to be found by more."""

from typing import Any


def index_again(connection: Any) -> None:
    """Every case under its keys of today, every number on paper with its case. Both tables are empty before."""
    from contextlib import suppress

    import msgspec

    from kiosk.domain.case import Case
    from kiosk.store.marks import SAYING, note_marks
    from kiosk.store.search import search_keys
    from sync.protocol.entry import read_body

    case_of = msgspec.json.Decoder(Case)
    for n, record in connection.execute("SELECT n, record FROM case_record ORDER BY n"):
        keys = search_keys(case_of.decode(record))
        connection.execute("INSERT INTO case_index (rowid, keys) VALUES (?, ?)", (n, keys))
    rows = connection.execute(
        "SELECT kind, case_no, content FROM entry JOIN body USING (n)"
        f" WHERE case_no IS NOT NULL AND kind IN ({', '.join('?' * len(SAYING))}) ORDER BY n",
        SAYING,
    )
    for kind, case_no, content in rows:
        with suppress(msgspec.MsgspecError):  # of a version that says it in another way: kept, not found by paper
            note_marks(connection, kind, case_no, read_body(content).payload)


def index_received(connection: Any) -> None:
    """Those that are only taken in once more, under the keys by which it is found that nobody answered in time."""
    import msgspec

    from kiosk.domain.case import Case
    from kiosk.store.search import search_keys

    case_of = msgspec.json.Decoder(Case)
    rows = connection.execute("SELECT n, record FROM case_record WHERE state = 'received'").fetchall()
    for n, case in ((n, case_of.decode(record)) for n, record in rows):
        if case.permit:
            connection.execute("DELETE FROM case_index WHERE rowid = ?", (n,))
            connection.execute("INSERT INTO case_index (rowid, keys) VALUES (?, ?)", (n, search_keys(case)))
