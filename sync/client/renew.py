"""How a device takes a new key: it asks the city under the old one, and goes over when the city has said yes."""

from typing import Protocol

from sync.client.ports import Shelf
from sync.client.troubles import CityUnreachable
from sync.protocol.exchange import NotAMessage
from sync.protocol.renewal import KeyPair, read_renewed, write_renewal


class RenewalDoor(Protocol):
    """The way to the city. Raises the troubles of this room."""

    def renew(self, message: bytes) -> bytes: ...


def renew(door: RenewalDoor, shelf: Shelf, new: KeyPair, city_key: bytes) -> None:
    """Have the city certify the new key. Keep that key before asking: the answer may get lost, and then the same is
    asked again. Raises `RefusedByCity`, `NotEnrolled`, `CityUnreachable`."""
    message = write_renewal(shelf.device, KeyPair(shelf.public_key, shelf.sign), new)
    try:
        renewed = read_renewed(door.renew(message), message, city_key)
    except NotAMessage as error:
        raise CityUnreachable("not_the_city") from error
    if renewed.public_key != new.public:
        raise CityUnreachable("not_the_city")
