"""The whole journal read backwards, for the audit desk: own entries and those of others, with their places."""

from collections.abc import Iterator, Sequence

from kiosk.app.outcomes import RawEntry
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore
from kiosk.store.words import PROBLEMS
from kiosk.store.work import StoreWork
from sync.protocol.entry import GENESIS, sha256

_PAGE = 1000
_ROWS = (
    "SELECT e.n, coalesce(o.device, ?), coalesce(o.epoch, p.epoch, 0), coalesce(o.seq, p.seq, 0), b.content,"
    " e.body_hash FROM entry e JOIN body b USING (n) LEFT JOIN place_elsewhere o ON o.n = e.n"
    " LEFT JOIN place p ON p.n = e.n WHERE e.n < ?"
)
_LAST = 1 << 62
MARK = "journal.checked"  # a setting: epoch, number and chain up to which this device's journal was good
_MOST_AT_START = 20_000  # entries: some seconds at the most, beside the screens


class JournalBooks:
    """The `Books` of an open store. Each page is a read of its own: nothing is held up."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def backwards(self, before: int, kinds: Sequence[str], case_no: str) -> Iterator[RawEntry]:
        """Entries before place `before` (0: all), newest first."""
        where, values = _conditions(kinds, case_no)
        last = before or _LAST
        while True:
            with self._store.look() as work:
                rows = work.connection.execute(
                    f"{_ROWS}{where} GROUP BY e.n ORDER BY e.n DESC LIMIT {_PAGE}",
                    (self._store.device.id, last, *values),
                ).fetchall()
            for n, device, epoch, seq, content, body_hash in rows:
                yield RawEntry(n, device, epoch, seq, content, body_hash.hex())
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def check(self) -> tuple[int, Sequence[str]]:
        """Count of entries and every problem, in words."""
        with self._store.look() as work:
            count, problems = check_store(work, self._store.blobs)
        return count, [PROBLEMS[p.key]["zh"].format(where=p.where) for p in problems]


def check_from_mark(store: OpenStore) -> Sequence[str]:
    """What is checked whenever the program starts: this device's chain from where it was good the last time, and that
    this place is still the same; every problem in words. The whole is for `kiosk check` and the auditor."""
    with store.look() as work:
        epoch, seq, chain = _mark(work)
        stands = work.connection.execute("SELECT chain FROM place WHERE epoch = ? AND seq = ?", (epoch, seq)).fetchone()
        if seq and (stands is None or stands[0].hex() != chain):
            return [_problem("chain_altered", f"{work.device} {epoch}/{seq}")]
        rows = work.connection.execute(
            "SELECT epoch, seq, prev, chain, body_hash, content FROM place JOIN entry USING (n)"
            " LEFT JOIN body USING (n)"
            " WHERE (epoch, seq) > (?, ?) ORDER BY epoch, seq LIMIT ?",
            (epoch, seq, _MOST_AT_START),
        ).fetchall()
    last = bytes.fromhex(chain) if seq else GENESIS
    for now_epoch, now_seq, prev, now_chain, body_hash, content in rows:
        where = f"{store.device.id} {now_epoch}/{now_seq}"
        if now_epoch != epoch:
            epoch, seq, last = now_epoch, 0, GENESIS
        if now_seq != seq + 1:
            return [_problem("entry_missing", f"{store.device.id} {epoch}/{seq + 1}")]
        if prev != last or sha256(prev + body_hash) != now_chain:
            return [_problem("chain_altered", where)]
        if content is not None and (not isinstance(content, bytes) or sha256(content) != body_hash):
            return [_problem("body_altered", where)]
        seq, last = now_seq, now_chain
    if rows:
        with store.work("door") as work:
            work.drawer.set_setting(MARK, f"{epoch}.{seq}.{last.hex()}")
    return []


def _mark(work: StoreWork) -> tuple[int, int, str]:
    epoch, seq, chain = (work.drawer.setting(MARK) or "0.0.").split(".")
    return int(epoch), int(seq), chain


def _problem(key: str, where: str) -> str:
    return PROBLEMS[key]["zh"].format(where=where)


def _conditions(kinds: Sequence[str], case_no: str) -> tuple[str, list[str]]:
    parts, values = [], []
    if kinds:
        parts.append("(" + " OR ".join("(e.kind >= ? AND e.kind < ?)" for _ in kinds) + ")")
        for kind in kinds:
            values += [kind, kind[:-1] + chr(ord(kind[-1]) + 1)]
    if case_no:
        parts.append("e.case_no = ?")
        values.append(case_no)
    return "".join(f" AND {part}" for part in parts), values
