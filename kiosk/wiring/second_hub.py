"""Two hubs by mistake: whoever hears another hub of his centre than his own says so, and enters it once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Trouble
from kiosk.lan.beacon import Ear, HubHeard, interfaces
from kiosk.store.hubs_heard import BY_CITY, heard_lately, hubs_by_the_city, note_hub
from kiosk.store.one_hub import has_stepped_down
from kiosk.store.post import HUB_KEY
from kiosk.store.relayed import ACTOR
from sync.protocol.enrolment import fingerprint
from sync.protocol.kinds import HubHeard as Heard
from sync.protocol.seal import load_key, public_bytes

if TYPE_CHECKING:
    from kiosk.store.door import OpenStore

AGAIN = 60.0  # seconds between two looks at who is still there


def hear_hubs(store: OpenStore, lan: str, quiet: Callable[[], None] = lambda: None) -> Callable[[], None]:
    """Listen on the LAN for hubs, on a thread of its own; what comes back ends it. `quiet` ends what this PC itself
    says there, once its hub has stepped down."""
    over = threading.Event()
    thread = threading.Thread(target=listen, args=(store, lan, over, quiet), name="hubs", daemon=True)
    thread.start()

    def end() -> None:
        over.set()
        thread.join()

    return end


def listen(
    store: OpenStore, lan: str, over: threading.Event, quiet: Callable[[], None] = lambda: None, again: float = AGAIN
) -> None:
    """Hear hubs until it is `over`. On a PC that keeps its line itself every other hub of its centre is one too many:
    there are two lines."""
    ear = Ear(interfaces(lan), lambda hub: _calmly(store, hub))
    try:
        while not over.wait(again):
            with store.look() as work:
                if has_stepped_down(work):
                    quiet()
            for hub in ear.present():
                _calmly(store, hub)
    finally:
        ear.close()


def heard_hub(store: OpenStore, hub: HubHeard) -> bool:
    """Write down a hub that is another one than this PC's; whether it is."""
    if hub.centre != store.device.centre or hub.fingerprint in _own(store):
        return False
    with store.look() as work:
        known = heard_lately(work, hub.fingerprint)
    if not known:
        with store.work(ACTOR) as work:
            note_hub(work, Heard(device=hub.device, fingerprint=hub.fingerprint, url=hub.url))
    return True


def heard_from_city(store: OpenStore) -> None:
    """Write down the hubs of this centre of which the city has told: where no multicast reaches."""
    with store.look() as work:
        others = hubs_by_the_city(work.connection, store.device.id)
        new = [one for one in sorted(others) if not heard_lately(work, BY_CITY + one)]
        known = {row[0] for row in work.connection.execute("SELECT fingerprint FROM hub_heard")}
    for device in new:
        if BY_CITY + device not in known:
            with store.work(ACTOR) as work:
                note_hub(work, Heard(device=device, fingerprint=BY_CITY + device))


def _calmly(store: OpenStore, hub: HubHeard) -> None:
    """A disk that is full for a moment: it is heard again."""
    try:
        heard_hub(store, hub)
    except Trouble:
        return


def _own(store: OpenStore) -> frozenset[str]:
    """The fingerprints of this PC's hub: behind one, that one's; else its own keys, the past ones too."""
    with store.look() as work:
        pinned = work.drawer.setting(HUB_KEY)
    if pinned:
        return frozenset({fingerprint(bytes.fromhex(pinned))})
    own = [public_bytes(load_key(store.device_key)), *store.past_keys]
    return frozenset(fingerprint(key) for key in own)
