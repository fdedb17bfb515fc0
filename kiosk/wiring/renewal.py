"""A new key for this device: made and kept here, certified by the city under the old one, and only then used."""

from kiosk.app.post_room import PostRoom
from kiosk.domain.refusals import Trouble
from kiosk.store.door import OpenStore
from kiosk.store.post import CITY_KEY
from kiosk.store.shelf import StoreShelf
from kiosk.wiring.carrier import NOT_ENROLLED, city_door
from sync.client.renew import renew
from sync.client.troubles import SyncTrouble
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import DeviceRenewed
from sync.protocol.renewal import KeyPair
from sync.protocol.seal import key_id, load_key, new_key, public_bytes

NEXT, NOW, PAST = "device.next_key", "device.key", "device.past_keys"


def renew_key(store: OpenStore, actor: str) -> str:
    """Go over to a new key; returns its id in hex. Safe to try again: until the city has answered, the old one counts.

    Raises `Trouble` (no line, not enrolled, revoked).
    """
    with store.look() as work:
        city = work.drawer.setting(CITY_KEY)
    if not city:
        raise Trouble(NOT_ENROLLED)
    shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
    key = load_key(bytes.fromhex(_next_key(store, actor)))
    door = city_door(store, shelf)
    try:
        renew(door, shelf, KeyPair(public_bytes(key), key.sign), bytes.fromhex(city))
    except SyncTrouble as trouble:
        raise Trouble(trouble.key, **trouble.values) from trouble
    finally:
        door.close()
    with store.work(actor) as work:
        past = work.drawer.setting(PAST).split()
        work.drawer.set_setting(PAST, " ".join([*past, shelf.public_key.hex()]))
        work.drawer.set_setting(NOW, key.private_bytes_raw().hex())
        work.drawer.set_setting(NEXT, "")
        old, new = key_id(shelf.public_key).hex(), public_bytes(key).hex()
        work.journal.enter(DeviceRenewed(key_id=old, public_key=new), "device.renewed")
    return key_id(public_bytes(key)).hex()


def _next_key(store: OpenStore, actor: str) -> str:
    """The key to go over to, kept before anybody is asked about it."""
    with store.work(actor) as work:
        made = work.drawer.setting(NEXT) or new_key().private_bytes_raw().hex()
        work.drawer.set_setting(NEXT, made)
    return made
