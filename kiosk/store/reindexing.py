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
