"""How a device makes itself known: once, with the code that a clerk of the city has written down."""

from typing import Protocol

from sync.client.ports import Shelf
from sync.client.troubles import CityUnreachable, RefusedByCity
from sync.protocol.enrolment import Asked, Granted, plain_code, read_granted, write_asked
from sync.protocol.exchange import NotAMessage
from sync.protocol.seal import key_id

_CODE_LENGTH = 16


class EnrolmentDoor(Protocol):
    """The way to the city. Raises the troubles of this room."""

    def enrol(self, message: bytes) -> bytes: ...


def enrol(door: EnrolmentDoor, shelf: Shelf, code: str, name: str, begun: bytes, role: str = "") -> Granted:
    """Ask the city (or hub) that wrote `code` to take this device's key in; `begun` is the body of its first entry,
    `role` what a hub may send down to it.

    What comes back is to be kept: the city's key proves all its later words. Safe to try again with the same code.
    Raises `RefusedByCity` (code_wrong, code_used, code_elsewhere), `CityUnreachable`.
    """
    if len(plain_code(code)) != _CODE_LENGTH:
        raise RefusedByCity("code_wrong")
    asked = Asked(
        code=plain_code(code),
        device=shelf.device,
        public_key=shelf.public_key,
        name=name,
        begun=begun.decode("utf-8"),
        hash=shelf.hash,
        role=role,
    )
    message = write_asked(asked, shelf.sign, key_id(shelf.public_key))
    try:
        return read_granted(door.enrol(message), message, code)
    except NotAMessage as error:
        raise CityUnreachable("not_the_city") from error
