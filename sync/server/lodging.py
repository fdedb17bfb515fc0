"""The counter of the strongroom: who may lodge a backup, who may fetch one, and what the upstream's rule says to it."""

import re
from collections.abc import Callable, Collection

from sync.protocol.entry import DeviceId
from sync.protocol.exchange import NotAMessage
from sync.protocol.lodging import (
    CARRY,
    LIST,
    LODGE,
    VERIFY,
    BackupErrand,
    BackupReply,
    ErrandAsked,
    Lodged,
    read_errand,
    write_said,
)
from sync.protocol.seal import SHA_256
from sync.server.ports import KnownKey, Standing, Voice
from sync.server.reception import NotTaken, Reception
from sync.server.room_files import RoomTrouble
from sync.server.strongroom import FETCH, RoomShelf, Strongroom

_DEVICE = re.compile(r"[0-9]{12}-[0-9]{2}")


def nobody(_hub: DeviceId) -> Collection[DeviceId]:
    """Where no hub speaks for others."""
    return ()


class LodgingCounter:
    """Answers errands about backups, one call a request; for any number of threads. `spoken_for`: the devices that have
    agreed to be carried by a hub."""

    def __init__(
        self,
        reception: Reception,
        room: Strongroom,
        voice: Voice,
        spoken_for: Callable[[DeviceId], Collection[DeviceId]] = nobody,
    ) -> None:
        self._reception, self._room, self._voice = reception, room, voice
        self._spoken_for = spoken_for

    def answer(self, message: bytes) -> bytes:
        """The reply's message. Raises `NotTaken`; then nothing was kept."""
        try:
            asked = read_errand(message)
        except NotAMessage as error:
            raise NotTaken(400, "altered") from error
        key = self.known(asked.seal.key_id)
        if not asked.is_from(key.public_key):
            raise NotTaken(400, "altered")
        self._reception.fresh(key, asked.errand.nonce)
        try:
            reply = self._done(key, asked.errand)
        except RoomTrouble as trouble:
            raise NotTaken(503, "busy", wait=600) from trouble
        return write_said(reply, self._voice.sign, self._voice.key_id, message)

    def known(self, key_name: bytes) -> KnownKey:
        """A device's key, or one under which backups may be fetched. Raises `NotTaken`."""
        public = self._room.fetcher(key_name)
        if public is None:
            return self._reception.known(key_name)
        return KnownKey(DeviceId(f"{FETCH}{key_name.hex()}"), public, SHA_256, Standing.TRUSTED)

    def shelf(self, device: DeviceId) -> RoomShelf:
        """Where parts go in and out, for who asks."""
        return self._room.shelf(device, () if device.startswith(FETCH) else self._spoken_for(device))

    def _done(self, key: KnownKey, errand: BackupErrand) -> BackupReply:
        nonce = self._reception.next_nonce(key)
        if errand.what == LIST:
            return BackupReply(nonce=nonce, kept=tuple(self._room.listed(key.device)))
        if errand.what == VERIFY:
            return BackupReply(nonce=nonce, digest=self._room.verify(key.device, errand.name))
        lodged = errand.backup
        if errand.what == CARRY:
            lodged = self._carried(key, errand.carried)
        elif errand.what != LODGE or lodged is None or lodged.device != key.device:
            raise NotTaken(400, "altered")
        return self._lodged(lodged, nonce)

    def _lodged(self, lodged: Lodged | None, nonce: str) -> BackupReply:
        if lodged is None or lodged.faulty() or not _DEVICE.fullmatch(lodged.device):
            raise NotTaken(400, "altered")
        most = self._room.rule.most
        if lodged.size > most:
            return BackupReply(nonce=nonce, refused="backup_too_large", most=most)
        return BackupReply(nonce=nonce, digest=self._room.lodge(lodged))

    def _carried(self, hub: KnownKey, message: bytes) -> Lodged | None:
        """What a device has sealed, brought by the hub that speaks for it."""
        try:
            asked: ErrandAsked = read_errand(message)
        except NotAMessage as error:
            raise NotTaken(400, "altered") from error
        device = self._reception.known(asked.seal.key_id)
        lodged = asked.errand.backup
        own = lodged is not None and lodged.device == device.device and device.device in self._spoken_for(hub.device)
        if not own or not asked.is_from(device.public_key):
            raise NotTaken(400, "altered")
        return lodged
