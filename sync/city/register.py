"""The register of devices: one-time codes, certified keys, revocation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import structs
from sqlalchemy import Connection, Row, insert, select, update

from sync.city.books import Books
from sync.city.journal import CityJournal, Saying
from sync.city.stacks import plain
from sync.city.tables import device, device_key, enrolment, tail
from sync.protocol.enrolment import Asked, new_code, plain_code
from sync.protocol.entry import Body
from sync.protocol.kinds import DeviceCertified
from sync.protocol.renewal import RenewalAsked
from sync.protocol.seal import ED25519, AlgorithmUnknown, hash_named, key_id
from sync.server.ports import CodeRefused, Voice

CODE_GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Certified:
    """A device's key as the city knows it. `revoked_g`: what the log has up to here was said before the revocation."""

    device: str
    centre: str
    name: str
    public_key: bytes
    demo: bool
    revoked_g: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """A device as the clerk sees it: when it last called, how many entries waited there then."""

    device: str
    name: str
    seen_at: str
    waiting: int
    trusted: bool


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre as a resident's page shows it."""

    name: str
    phone: str
    address: str
    hours: str


class Register:
    """Makes devices known and unknown. `demo`: everything certified here is only shown, never valid."""

    def __init__(self, books: Books, journal: CityJournal, voice: Voice, wall: Callable[[], str], demo: bool) -> None:
        self._books = books
        self._journal = journal
        self._voice = voice
        self._wall = wall
        self._demo = demo

    def new_code(self, device_id: str) -> str:
        """A code that lets this device enrol once, within seven days."""
        code = new_code(self._voice.public_key)
        now = datetime.fromisoformat(self._wall())
        row = {"code": _written(code), "device": device_id, "made_at": now.isoformat(), "used_by": ""}
        with self._books.write() as connection:
            connection.execute(insert(enrolment), row | {"until": (now + CODE_GOOD_FOR).isoformat()})
        return code

    def enrol(self, asked: Asked) -> None:
        """Certify a key by its code. The same key may ask again with the same code: its answer was lost.

        Raises `CodeRefused`.
        """
        name = key_id(asked.public_key).hex()
        with self._books.write() as connection:
            row = connection.execute(select(enrolment).where(enrolment.c.code == _written(asked.code))).first()
            self._must_open(row, asked, name)
            _must_be_possible(asked)
            known = connection.execute(select(device_key.c.key_id).where(device_key.c.key_id == name)).first()
            _use_up(connection, asked.code, name)
            if known is None:
                self._certify(connection, asked, name)

    def vouched(self, asked: Asked, hub: str) -> None:
        """Certify a key on the word of a hub that the device has sealed its enrolment for. Safe to repeat.

        A device that has another trusted key needs a code of the city's own. Raises `CodeRefused`.
        """
        _must_be_possible(asked)
        name = key_id(asked.public_key).hex()
        with self._books.write() as connection:
            keys = list(connection.execute(_keys().where(device_key.c.device == asked.device)))
            if any(row.key_id == name and row.revoked_at for row in keys):
                raise CodeRefused("revoked")
            if any(row.key_id == name for row in keys):
                return
            if any(not row.revoked_at for row in keys):
                raise CodeRefused("device_known")
            self._certify(connection, asked, name, hub)

    def renew(self, asked: RenewalAsked) -> None:
        """Certify a device's new key, and take nothing more under the old one: what that has signed stays genuine.

        The same may be asked again. Raises `CodeRefused` (unknown_key, revoked, altered).
        """
        old, new = asked.seal.key_id.hex(), key_id(asked.renewal.public_key).hex()
        with self._books.write() as connection:
            row = connection.execute(_keys().where(device_key.c.key_id == old)).first()
            if row is None:
                raise CodeRefused("unknown_key")
            if not asked.holds(row.public_key) or row.device != asked.renewal.device or old == new:
                raise CodeRefused("altered")
            known = connection.execute(select(device_key).where(device_key.c.key_id == new)).first()
            if known is not None and known.device == row.device and not known.revoked_at and row.revoked_g is None:
                return  # the answer was lost
            if row.revoked_at or known is not None:
                raise CodeRefused("revoked")
            key = {"key_id": new, "device": row.device, "public_key": asked.renewal.public_key, "demo": row.demo}
            connection.execute(insert(device_key), key | {"certified_at": self._wall()})
            retired = update(device_key).where(device_key.c.key_id == old)
            connection.execute(retired.values(revoked_at=self._wall()))
            payload = _said(row.device, row.name, new, asked.renewal.public_key, row.demo)
            self._journal.enter(connection, Saying("device.certified", payload, "city"))

    def revoke(self, key_name: str) -> bool:
        """Trust this key (its id in hex) no more; False when it is not known or was revoked before."""
        with self._books.write() as connection:
            row = connection.execute(_keys().where(device_key.c.key_id == key_name)).first()
            if row is None or row.revoked_g is not None:
                return False
            g = connection.execute(select(tail.c.g)).scalar_one()
            changed = update(device_key).where(device_key.c.key_id == key_name)
            connection.execute(changed.values(revoked_at=self._wall(), revoked_g=g))
            payload = _said(row.device, row.name, key_name, row.public_key, row.demo)
            self._journal.enter(connection, Saying("device.revoked", payload, "city"))
        return True

    def revoke_device(self, device_id: str) -> bool:
        """Trust no key of this device any more; False when there was none."""
        with self._books.read() as connection:
            query = select(device_key.c.key_id).where(device_key.c.device == device_id)
            names = list(connection.execute(query).scalars())
        revoked = [name for name in names if self.revoke(name)]
        return bool(revoked)

    def devices(self) -> Sequence[Known]:
        """All devices, by their names."""
        trusted = select(device_key.c.device).where(device_key.c.revoked_at == "")
        with self._books.read() as connection:
            good = set(connection.execute(trusted).scalars())
            rows = list(connection.execute(select(device).order_by(device.c.device)))
        return [Known(row.device, row.name, row.seen_at, row.waiting, row.device in good) for row in rows]

    def certified(self, key_name: str) -> Certified | None:
        """A key by its id in hex."""
        with self._books.read() as connection:
            row = connection.execute(_keys().where(device_key.c.key_id == key_name)).first()
        if row is None:
            return None
        revoked = row.revoked_g if row.revoked_at else None
        return Certified(row.device, row.centre, row.name, row.public_key, row.demo, revoked)

    def centre(self, code: str) -> Centre:
        """What residents are told of a centre, as its first device said it; empty where nothing is known."""
        with self._books.read() as connection:
            query = select(device).where(device.c.centre == code).order_by(device.c.device).limit(1)
            row = connection.execute(query).first()
        return Centre(row.name, row.phone, row.address, row.hours) if row else Centre("", "", "", "")

    def _must_open(self, row: Row[Any] | None, asked: Asked, name: str) -> None:
        if row is None:
            raise CodeRefused("code_wrong")
        if row.device != asked.device:
            raise CodeRefused("code_elsewhere")
        out_of_date = datetime.fromisoformat(row.until) < datetime.fromisoformat(self._wall())
        if row.used_by != name and (row.used_by or out_of_date):
            raise CodeRefused("code_used")

    def _certify(self, connection: Connection, asked: Asked, name: str, hub: str = "") -> None:
        begun = msgspec.json.decode(asked.begun, type=Body).payload
        demo = self._demo or begun.get("demo") is True
        here = {"centre": asked.device[:12], "name": plain(asked.name)[:100], "hash": asked.hash}
        here |= {one: plain(str(begun.get(one, "")))[:200] for one in ("phone", "address", "hours")}
        if connection.execute(select(device.c.device).where(device.c.device == asked.device)).first():
            connection.execute(update(device).where(device.c.device == asked.device).values(here))
        else:
            connection.execute(insert(device), {"device": asked.device} | here)
        key = {"key_id": name, "device": asked.device, "public_key": asked.public_key, "demo": demo}
        connection.execute(insert(device_key), key | {"certified_at": self._wall()})
        payload = structs.replace(_said(asked.device, asked.name[:100], name, asked.public_key, demo), by=hub)
        self._journal.enter(connection, Saying("device.certified", payload, "city"))


def _keys() -> Any:
    return select(device_key, device.c.centre, device.c.name).join(device, device.c.device == device_key.c.device)


def _use_up(connection: Connection, code: str, name: str) -> None:
    connection.execute(update(enrolment).where(enrolment.c.code == _written(code)).values(used_by=name))


def _said(device_id: str, name: str, key_name: str, public_key: bytes, demo: bool) -> DeviceCertified:
    return DeviceCertified(device=device_id, name=name, key_id=key_name, public_key=public_key.hex(), demo=demo)


def _written(code: str) -> str:
    """Codes are kept as their hash: who reads the books cannot enrol."""
    return sha256(plain_code(code).encode()).hexdigest()


def _must_be_possible(asked: Asked) -> None:
    """Algorithms that this city can check, and a first entry that says the same as the request."""
    try:
        hash_named(asked.hash)
        begun = msgspec.json.decode(asked.begun, type=Body)
    except AlgorithmUnknown as error:
        raise CodeRefused("algorithm") from error
    except msgspec.MsgspecError as error:
        raise CodeRefused("altered") from error
    if asked.signature != ED25519:
        raise CodeRefused("algorithm")
    if begun.payload.get("public_key") != asked.public_key.hex():
        raise CodeRefused("altered")
