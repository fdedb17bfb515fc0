"""The whole journal read backwards, for the audit desk: own entries and those of others, with their places."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.app.outcomes import RawEntry
from kiosk.store.door import OpenStore

_PAGE = 1000
_ROWS = (
    "SELECT e.n, coalesce(o.device, ?), coalesce(o.epoch, p.epoch, 0), coalesce(o.seq, p.seq, 0), b.content,"
    " e.body_hash FROM entry e JOIN body b USING (n) LEFT JOIN place_elsewhere o ON o.n = e.n"
    " LEFT JOIN place p ON p.n = e.n WHERE e.n < ?"
)
_LAST = 1 << 62


@dataclass(frozen=True, slots=True)
class JournalBooks:
    """The `Books` of an open store. Each page is a read of its own: nothing is held up. `check` is the same that
    `kiosk check` does; `repair` says what it has set right in somebody's name."""

    store: OpenStore
    check: Callable[[], tuple[int, Sequence[str]]]
    repair: Callable[[str], Sequence[str]]

    def backwards(self, before: int, kinds: Sequence[str], case_no: str) -> Iterator[RawEntry]:
        """Entries before place `before` (0: all), newest first."""
        where, values = _conditions(kinds, case_no)
        last = before or _LAST
        while True:
            with self.store.look() as work:
                rows = work.connection.execute(
                    f"{_ROWS}{where} GROUP BY e.n ORDER BY e.n DESC LIMIT {_PAGE}",
                    (self.store.device.id, last, *values),
                ).fetchall()
            for n, device, epoch, seq, content, body_hash in rows:
                yield RawEntry(n, device, epoch, seq, content, body_hash.hex())
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def transitions(self, numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        """From which state to which these entries brought what they are about."""
        from kiosk.store.transitions import transitions

        with self.store.look() as work:
            return transitions(work.connection, work.device, numbers)


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
