"""Which hub speaks for which devices of its township: each has sealed its enrolment for this hub with its own key."""

from sqlalchemy import insert, select

from sync.city.books import Books
from sync.city.register import Register
from sync.city.tables import head, relay
from sync.protocol.audience import township_of
from sync.protocol.enrolment import Asked, code_fits, read_asked
from sync.protocol.entry import DeviceId
from sync.protocol.exchange import CERTIFIED, NotAMessage, PairedAnswer
from sync.protocol.seal import key_id
from sync.server.ports import CodeRefused, KnownKey


class CityRelays:
    """The `Relays` of `sync.server`, over the city's books."""

    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        self._register = register

    def pair(self, hub: KnownKey, message: bytes) -> PairedAnswer:
        """Certify the key that a device sealed for this hub, and let the hub speak for it. Safe to repeat."""
        try:
            asked = read_asked(message)
        except NotAMessage:
            return PairedAnswer(key_id=b"", answer="altered")
        name = key_id(asked.public_key)
        try:
            self._must_belong(hub, asked)
            self._register.vouched(asked, hub.device)
        except CodeRefused as no:
            return PairedAnswer(key_id=name, answer=no.key)
        self._note(hub.device, asked.device)
        return PairedAnswer(key_id=name, answer=CERTIFIED)

    def spoken_for(self, hub: DeviceId) -> frozenset[DeviceId]:
        """The devices whose journals this hub may carry and hear of."""
        with self._books.read() as connection:
            found = connection.execute(select(relay.c.device).where(relay.c.hub == hub)).scalars()
            return frozenset(DeviceId(one) for one in found)

    def statement(self, device: DeviceId, epoch: int) -> bytes:
        """The device's own word on the last entry kept of this epoch."""
        query = select(head.c.statement).where(head.c.device == device, head.c.epoch == epoch)
        with self._books.read() as connection:
            return bytes(connection.execute(query).scalar() or b"")

    def _must_belong(self, hub: KnownKey, asked: Asked) -> None:
        """The code that the device sealed names this hub's key, and both are of one township."""
        if not code_fits(asked.code, hub.public_key):
            raise CodeRefused("code_wrong")
        if asked.device == hub.device or township_of(asked.device) != township_of(hub.device):
            raise CodeRefused("code_elsewhere")

    def _note(self, hub: str, device: str) -> None:
        if DeviceId(device) not in self.spoken_for(DeviceId(hub)):
            with self._books.write() as connection:
                connection.execute(insert(relay), {"hub": hub, "device": device, "at": ""})
