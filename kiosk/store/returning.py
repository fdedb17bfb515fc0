"""Scans that a restored device left with the city: which are still to come back, and where they go when they do."""

import json
import random
from collections.abc import Sequence

from kiosk.store.door import OpenStore

ACTOR, AWAY = "post", "restored.scans"
_AT_ONCE = 8  # of one round


class ScansBack:
    """The scans of an open store that are with the city alone."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def expect(self, names: Sequence[str]) -> None:
        """These are to come back."""
        with self._store.work(ACTOR) as work:
            work.drawer.set_setting(AWAY, json.dumps(sorted(names)) if names else "")

    def left(self) -> list[str]:
        """Those that are not here yet."""
        with self._store.look() as work:
            said = work.drawer.setting(AWAY)
        return list(json.loads(said)) if said else []

    def wanted(self) -> list[str]:
        """Some of them: whichever, so that one that nobody has keeps no other waiting."""
        left = self.left()
        return random.sample(left, min(_AT_ONCE, len(left)))

    def arrived(self, content: bytes) -> bool:
        """One has come, whole: kept before it is crossed off."""
        name = self._store.blobs.keep(content)
        with self._store.work(ACTOR) as work:
            left = [one for one in json.loads(work.drawer.setting(AWAY) or "[]") if one != name]
            work.drawer.set_setting(AWAY, json.dumps(left) if left else "")
        return True
