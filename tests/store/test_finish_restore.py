"""A power cut in the last moment of a restore: the store is there, and does not write before it knows what it is."""

import json
from pathlib import Path

from kiosk.settings import Settings
from kiosk.store.backup import Backups
from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore
from kiosk.store.keys import ByRecovery
from kiosk.store.layout import INCOMING
from kiosk.store.lodging import Outbox
from kiosk.store.recovery import written
from kiosk.store.restoring import restore
from kiosk.store.returning import ScansBack
from kiosk.wiring.lodging import FINISH
from kiosk.wiring.opening import open_here
from tests.store.conftest import TurnedClock
from tests.store.test_outbox import SECRET, came_back


def test_whoever_opens_it_first_finishes_it(store: OpenStore, tmp_path: Path, clock: TurnedClock) -> None:
    Cabinet(store, tmp_path / "keys", clock.now).add_recovery(SECRET, split=False)
    data, keys = tmp_path / "new", tmp_path / "newkeys"
    incoming = came_back(Outbox(store, Backups(store, tmp_path / "keys", clock.now)), data, set())
    restore(incoming.found(), data, keys, ByRecovery(written(SECRET)), clock).close()
    (data / INCOMING / FINISH).write_text(json.dumps({"made_at": "2026-11-23T09:00:00+08:00", "away": []}))
    for _ in range(2):
        back = open_here(Settings(data, keys))
        with back.look() as work:
            said = [entry.read().payload for entry in work.journal.of_kinds("device.restored")]
        assert [one["made_at"] for one in said] == ["2026-11-23T09:00:00+08:00"], "once"
        assert ScansBack(back).left() == []
        back.close()
    assert not (data / INCOMING).exists()
