"""This device's journal as the courier sees it (`sync.client.ports.Shelf`): what to send, what is kept, what
came back."""

from collections.abc import Sequence

from kiosk.store.door import OpenStore
from kiosk.store.post import CITY, HUB, HUB_CONTACT, LAST_CONTACT, own_heads
from kiosk.store.taking_back import Fold, TakingBack
from sync.protocol.entry import GENESIS, DeviceId, Entry
from sync.protocol.seal import SHA_256, load_key, public_bytes
from sync.protocol.statements import Acknowledgement, Head

ACTOR = "post"
_CONTACTS = {CITY: LAST_CONTACT, HUB: HUB_CONTACT}


class StoreShelf:
    """The shelf over the encrypted store. `fold` applies an entry to the tables, by the desks' one law. `stays`: news
    that come to it are not all that is for this place, and so do not move the cursor."""

    hash = SHA_256

    def __init__(self, store: OpenStore, fold: Fold, stays: bool = False) -> None:
        self._store = store
        self._fold = fold
        self._stays = stays
        self._key = load_key(store.device_key)
        self.device = DeviceId(store.device.id)
        self.public_key = public_bytes(self._key)

    def sign(self, message: bytes) -> bytes:
        """The device's signature."""
        return self._key.sign(message)

    def heads(self) -> Sequence[Head]:
        """The last entry of each own epoch, lowest first."""
        with self._store.look() as work:
            return [Head(*row) for row in own_heads(work.connection)]

    def chain_at(self, epoch: int, seq: int) -> bytes | None:
        """The chain of an own entry; GENESIS before the first, None where there is none."""
        if seq == 0:
            return GENESIS
        with self._store.look() as work:
            row = work.connection.execute(
                "SELECT chain FROM place WHERE epoch = ? AND seq = ?", (epoch, seq)
            ).fetchone()
        return row[0] if row else None

    def entries(self, epoch: int, after: int, limit: int, size: int) -> Sequence[Entry]:
        """Own entries behind `after`, as many as fit `limit` and `size` bytes of bodies, one at least."""
        with self._store.look() as work:
            found = work.journal.of_device(epoch, after, limit)
        total, fitting = 0, 0
        for entry in found:
            total += len(entry.body)
            if total > size and fitting:
                break
            fitting += 1
        return found[:fitting]

    def acknowledged(self, upstream: str) -> Sequence[Head]:
        """What `upstream` last said it keeps."""
        with self._store.look() as work:
            rows = work.connection.execute(
                "SELECT epoch, seq, chain FROM acknowledged WHERE upstream = ? ORDER BY epoch", (upstream,)
            )
            return [Head(*row) for row in rows]

    def acknowledge(self, upstream: str, word: Acknowledgement) -> None:
        """Keep the upstream's newest word, whether it says more or less than before."""
        with self._store.work(ACTOR) as work:
            work.connection.execute("DELETE FROM acknowledged WHERE upstream = ?", (upstream,))
            work.connection.executemany(
                "INSERT INTO acknowledged (upstream, epoch, seq, chain, proof) VALUES (?, ?, ?, ?, ?)",
                [(upstream, h.epoch, h.seq, h.chain, word.proof) for h in word.heads],
            )
            if upstream in _CONTACTS:
                work.drawer.set_setting(_CONTACTS[upstream], work.now().isoformat())

    def word(self, upstream: str) -> bytes:
        """The newest word of `upstream` as it came; empty before its first that keeps anything."""
        with self._store.look() as work:
            row = work.connection.execute(
                "SELECT proof FROM acknowledged WHERE upstream = ? LIMIT 1", (upstream,)
            ).fetchone()
        return row[0] if row else b""

    def cursor(self, upstream: str) -> str:
        """Up to where news of `upstream` are applied."""
        with self._store.look() as work:
            return work.post.cursor(upstream)

    def apply(self, upstream: str, news: Sequence[Entry], cursor: str) -> int:
        """Fold entries of others and move the cursor, in one transaction; returns how many were new."""
        with self._store.work(ACTOR) as work:
            fresh = 0
            for entry in news:
                if work.post.receive(entry):
                    self._fold(work, entry)
                    fresh += 1
            if not self._stays:
                work.post.set_cursor(upstream, cursor)
        return fresh

    def take_back(self, epoch: int, theirs: Sequence[Entry], highest: int) -> None:
        """Go on after a restore or a clone: their entries take their places, own ones that stood there move
        behind."""
        if not theirs:
            return
        with self._store.work(ACTOR) as work:
            TakingBack(work, self.device, self._fold).run(epoch, theirs, highest)


class StoreScans:
    """The scans that this device owes its upstream (`sync.client.ports.Scans`)."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def owed(self, upstream: str) -> Sequence[str]:
        """Those not known to be complete there, newest first: own ones, and whole ones of others that a hub carries."""
        arrived = "SELECT sha256 FROM scan_arrived WHERE upstream = ?"
        with self._store.look() as work:
            own = work.connection.execute(
                f"SELECT sha256 FROM scan WHERE sha256 NOT IN ({arrived}) ORDER BY n DESC", (upstream,)
            ).fetchall()
            others = work.connection.execute(
                f"SELECT sha256 FROM peer_scan WHERE whole = 1 AND sha256 NOT IN ({arrived}) ORDER BY n DESC",
                (upstream,),
            ).fetchall()
        return list(dict.fromkeys(row[0] for row in (*own, *others)))

    def at(self, upstream: str) -> set[str]:
        """Those that it has verified whole."""
        with self._store.look() as work:
            rows = work.connection.execute("SELECT sha256 FROM scan_arrived WHERE upstream = ?", (upstream,))
            return {row[0] for row in rows}

    def read(self, sha256: str) -> bytes | None:
        """The whole content, None when it is not here (any more)."""
        from kiosk.domain.refusals import Trouble

        try:
            return self._store.blobs.read(sha256)
        except Trouble:
            return None

    def arrived(self, upstream: str, sha256: str) -> None:
        """`upstream` has verified it whole."""
        with self._store.work(ACTOR) as work:
            work.connection.execute("INSERT OR IGNORE INTO scan_arrived VALUES (?, ?)", (upstream, sha256))
            now = work.now().isoformat()  # from now on counts how long another's scan stays here
            work.connection.execute("UPDATE peer_scan SET at = ? WHERE sha256 = ?", (now, sha256))
