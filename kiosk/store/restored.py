"""A device that knows that it goes on from a backup or on another PC: it begins a new epoch before it writes."""

from kiosk.store.door import OpenStore
from kiosk.store.journal import WRITING_EPOCH
from kiosk.store.post import own_heads
from sync.protocol.kinds import DeviceRestored

RESTORED = "device.restored"


def note_restored(store: OpenStore, actor: str, how: str, made_at: str = "") -> int:
    """Begin a new epoch with `device.restored`; its number. What the upstream has beyond comes back with the next round
    (`taking_back`); if the upstream knows this epoch already, from an earlier restore, a further one begins then."""
    with store.work(actor) as work:
        heads = own_heads(work.connection)
        epoch, seq, _ = heads[-1]
        fresh = epoch + 1
        work.drawer.set_setting(WRITING_EPOCH, str(fresh))
        work.journal.enter(DeviceRestored(of=epoch, seq=seq, how=how, made_at=made_at), RESTORED)
    return fresh
