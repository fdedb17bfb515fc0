"""What this device remembers of its sticks (`sync.client.stick.StickBooks`): its letterbox, and what lies on one."""

import json
from collections.abc import Sequence
from typing import Any

from kiosk.store.door import OpenStore
from kiosk.store.post import ON_STICK
from sync.protocol.envelope import box_public, load_box, new_box, open_envelope
from sync.protocol.exchange import Back
from sync.protocol.statements import Head

ACTOR = "post"
LETTERBOX, STATED, ASKED = "device.letterbox", "stick.cursors", "stick.asked"
MOST_STATED = 200


class StoreSticks:
    """The books over the encrypted store. The private half of the letterbox never leaves it."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def letterbox(self) -> bytes:
        """The public half; made when it is first asked for."""
        return box_public(load_box(self._box()))

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """An envelope to this device. Raises `NotForUs`."""
        return open_envelope(sealed, load_box(self._box()), about)

    def scans(self, upstream: str) -> Sequence[tuple[str, int]]:
        """Those not known to be complete there, newest first, each with its size."""
        with self._store.look() as work:
            return list(
                work.connection.execute(
                    "SELECT sha256, size FROM scan WHERE sha256 NOT IN"
                    " (SELECT sha256 FROM scan_arrived WHERE upstream = ?) ORDER BY n DESC",
                    (upstream,),
                )
            )

    def stated(self) -> Sequence[str]:
        """Cursors that bundles of this store have stated, the latest last."""
        return [str(one) for one in self._read(STATED, [])]

    def state(self, cursor: str) -> None:
        """A bundle is about to state this cursor."""
        stated = [one for one in self.stated() if one != cursor]
        self._write(STATED, [*stated, cursor][-MOST_STATED:])

    def asked(self) -> Back | None:
        """What the next bundle asks back."""
        asked = self._read(ASKED, None)
        return Back(epoch=asked[0], after=asked[1]) if asked else None

    def ask(self, back: Back | None) -> None:
        """Ask this with the next bundle, or nothing any more."""
        if self.asked() != back:
            self._write(ASKED, [back.epoch, back.after] if back else None)

    def written(self, heads: Sequence[Head], at: str) -> None:
        """Up to here the journal lies on a stick."""
        self._write(ON_STICK, {"at": at, "heads": [[head.epoch, head.seq] for head in heads]})

    def _box(self) -> bytes:
        with self._store.look() as work:
            kept = work.drawer.setting(LETTERBOX)
        if not kept:
            with self._store.work(ACTOR) as work:
                kept = work.drawer.setting(LETTERBOX) or new_box().private_bytes_raw().hex()
                work.drawer.set_setting(LETTERBOX, kept)
        return bytes.fromhex(kept)

    def _read(self, key: str, default: Any) -> Any:
        with self._store.look() as work:
            kept = work.drawer.setting(key)
        return json.loads(kept) if kept else default

    def _write(self, key: str, value: Any) -> None:
        with self._store.work(ACTOR) as work:
            work.drawer.set_setting(key, json.dumps(value))
