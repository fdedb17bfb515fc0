"""Going on after a restored or cloned disk: what the upstream has of this device comes back, what stood there moves."""

from collections.abc import Callable, Sequence

from kiosk.store.chain import forget_mark
from kiosk.store.journal import WRITING_EPOCH, keep_entry, put_place
from kiosk.store.marks import note_marks
from kiosk.store.origins import keep_origin
from kiosk.store.post import own_heads
from kiosk.store.work import StoreWork
from sync.protocol.entry import DeviceId, Entry, link
from sync.protocol.kinds import DeviceParted
from sync.protocol.reading import read_entry

Fold = Callable[[StoreWork, Entry], None]


class TakingBack:
    """One read-back within one transaction (`sync.client.ports.Shelf.take_back` says the steps)."""

    def __init__(self, work: StoreWork, device: DeviceId, fold: Fold) -> None:
        self._work = work
        self._connection = work.connection
        self._device = device
        self._fold = fold

    def run(self, epoch: int, theirs: Sequence[Entry], highest: int) -> None:
        """Do it. Nothing happens when nothing differs."""
        first = self._first_difference(epoch, theirs)
        if first is None:
            return
        writing, _, _ = self._work.journal.head()
        parted = writing == epoch
        if parted:
            writing = max(highest, epoch, *(e for e, _, _ in own_heads(self._connection))) + 1
            self._work.drawer.set_setting(WRITING_EPOCH, str(writing))
        forget_mark(self._work, epoch, first)
        displaced = self._clear(epoch, first)
        back = sum(self._settle(entry, entry.seq >= first) for entry in theirs)
        moved = [(n, content) for n, content in displaced if not self._stands(n)]
        for n, content in moved:
            _, seq, chain = self._work.journal.head()
            put_place(self._connection, n, link(self._device, writing, seq + 1, chain, content))
        if parted:
            self._work.journal.enter(DeviceParted(of=epoch, back=back, moved=len(moved)), "device.parted")

    def _first_difference(self, epoch: int, theirs: Sequence[Entry]) -> int | None:
        mine = dict(
            self._connection.execute(
                "SELECT seq, chain FROM place WHERE epoch = ? AND seq BETWEEN ? AND ?",
                (epoch, theirs[0].seq, theirs[-1].seq),
            )
        )
        return next((e.seq for e in theirs if mine.get(e.seq) != e.chain), None)

    def _clear(self, epoch: int, first: int) -> list[tuple[int, bytes]]:
        """Empty the places from `first` on; who stood there, in order."""
        rows: list[tuple[int, bytes]] = self._connection.execute(
            "SELECT n, content FROM place JOIN body USING (n) WHERE epoch = ? AND seq >= ? ORDER BY seq",
            (epoch, first),
        ).fetchall()
        self._connection.execute("DELETE FROM place WHERE epoch = ? AND seq >= ?", (epoch, first))
        return rows

    def _settle(self, entry: Entry, to_place: bool) -> bool:
        """Keep and fold an entry that is not here, and give it its place; True when it was not here."""
        read = read_entry(entry)
        here = self._connection.execute("SELECT n FROM entry WHERE id = ? AND own = 1", (read.id,)).fetchone()
        n = here[0] if here else keep_entry(self._connection, entry, read, own=True)
        if to_place:
            put_place(self._connection, n, entry)
        if not here:
            keep_origin(self._connection, n, entry)
            note_marks(self._connection, read.kind, read.case_no, read.payload)
            self._fold(self._work, entry)
        return not here

    def _stands(self, n: int) -> bool:
        return self._connection.execute("SELECT 1 FROM place WHERE n = ? LIMIT 1", (n,)).fetchone() is not None
