"""The hub's strongroom: backups of the centre's PCs on the hub PC's disk, sealed as they came; the hub reads none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.protocol.keeping_kinds import BackupLodged
from sync.server.strongroom import Strongroom

if TYPE_CHECKING:
    from kiosk.store.door import OpenStore
    from kiosk.store.journal import Clock
    from sync.protocol.lodging import Lodged

STRONGROOM, ACTOR = "strongroom", "hub"


def hub_room(store: OpenStore, clock: Clock) -> Strongroom:
    """The strongroom beside the hub's own store, whose comings and goings the hub enters."""

    def note(kind: str, lodged: Lodged) -> None:
        said = BackupLodged(
            device=lodged.device, backup=lodged.name, made_at=lodged.made_at, size=lodged.size, digest=lodged.digest
        )
        with store.work(ACTOR) as work:
            work.journal.enter(said, kind)

    return Strongroom(store.folder / STRONGROOM, note, clock.now)
