"""How a device becomes known: `POST /sync/v1/enrol` with a one-time code, its own public key, and its first entry.

The code also carries a fingerprint of the city's key, so that a device knows that it speaks with the city whose clerk
wrote the code down. The request is sealed with the device's own key, which proves that it holds it; the reply with
the city's.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from sync.protocol.cose import NotSealed, Sign1, first_sign1, sign1
from sync.protocol.exchange import Beyond, NotAMessage
from sync.protocol.seal import ED25519, SHA_256, AlgorithmUnknown, Signer

PATH = "/sync/v1/enrol"
MEDIA_TYPE = "application/vnd.weimin.enrol.v1"
MOST_BYTES = 20_000
_ASKED, _GRANTED = b"weimin enrol request", b"weimin enrol reply"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_HALF = 8  # characters of 5 bits
_INVITED = "/E/"
_INVITATION = re.compile(r"(https?://[a-z0-9.:\[\]-]+)/E/([0-9a-z]{16})", re.IGNORECASE)


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The request. `begun` is the body of the device's first entry, as written; algorithms are named. `role` is what a
    hub may send down to it (`sync.protocol.audience.Role`)."""

    code: str
    device: str
    public_key: bytes
    name: str
    begun: str
    app: str = ""
    hash: str = SHA_256
    signature: str = ED25519
    role: str = ""


class Granted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The reply: the city's key that seals all its later words, its name, the first nonce, and its letterbox;
    of a hub also what it knows of the city `beyond` it."""

    city_key: bytes
    city: str
    incarnation: str
    nonce: str
    wall: str
    hash: str = SHA_256
    signature: str = ED25519
    box: bytes = b""
    beyond: Beyond | None = None


_Shape = TypeVar("_Shape", Asked, Granted)


@dataclass(frozen=True, slots=True)
class _Sealed:
    seal: Sign1
    content: bytes


def new_code(city_key: bytes) -> str:
    """A code good once: 40 random bits and 40 bits of the city's key, in four groups easy to read aloud."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_HALF)) + fingerprint(city_key)
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def plain_code(typed: str) -> str:
    """A code as it is compared: upper case, no dashes or spaces, letters that are misread put right."""
    return typed.upper().replace("-", "").replace(" ", "").translate(_MISREAD)


def fingerprint(city_key: bytes) -> str:
    """Eight characters that name a city's key."""
    bits = int.from_bytes(hashlib.sha256(b"weimin city" + city_key).digest()[:5], "big")
    return "".join(_LETTERS[bits >> shift & 31] for shift in range(35, -1, -5))


def code_fits(code: str, city_key: bytes) -> bool:
    """Whether this city wrote this code."""
    return code_names(code, fingerprint(city_key))


def code_names(code: str, name: str) -> bool:
    """Whether the key of this fingerprint wrote this code."""
    return plain_code(code)[_HALF:] == name


def write_invitation(url: str, code: str) -> str:
    """What the QR of an invitation says: an address that even a scanner which types in capitals leaves whole."""
    return f"{url.rstrip('/').upper()}{_INVITED}{plain_code(code)}"


def read_invitation(text: str) -> tuple[str, str]:
    """The city's address and the code, from what a scanner typed; both empty when it is no invitation."""
    found = _INVITATION.fullmatch(text.strip())
    return (found[1].lower(), found[2].upper()) if found else ("", "")


def write_asked(asked: Asked, sign: Signer, key_id: bytes) -> bytes:
    """The request to be sent."""
    return _write(msgspec.json.encode(asked), sign, key_id, _ASKED)


def read_asked(message: bytes) -> Asked:
    """The request, which its own key has signed. Raises `NotAMessage`."""
    sealed = _split(message)
    asked = _decoded(sealed.content, Asked)
    _check(sealed, asked.public_key, _ASKED)
    return asked


def write_granted(granted: Granted, sign: Signer, key_id: bytes, request: bytes) -> bytes:
    """The answer to `request` (its bytes as received)."""
    return _write(msgspec.json.encode(granted), sign, key_id, _GRANTED + hashlib.sha256(request).digest())


def read_granted(message: bytes, request: bytes, code: str) -> Granted:
    """The answer of the city that wrote `code`. Raises `NotAMessage` for anything else."""
    sealed = _split(message)
    granted = _decoded(sealed.content, Granted)
    _check(sealed, granted.city_key, _GRANTED + hashlib.sha256(request).digest())
    if not code_fits(code, granted.city_key):
        raise NotAMessage("another city than the code's")
    return granted


def _write(content: bytes, sign: Signer, key_id: bytes, aad: bytes) -> bytes:
    return sign1(content, sign, key_id, aad=aad, detached=True) + content


def _split(message: bytes) -> _Sealed:
    if len(message) > MOST_BYTES:
        raise NotAMessage("no enrolment")
    try:
        seal, length = first_sign1(message)
    except (NotSealed, AlgorithmUnknown) as error:
        raise NotAMessage(str(error)) from error
    return _Sealed(seal, message[length:])


def _decoded(content: bytes, shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.json.decode(content, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotAMessage(str(error)) from error


def _check(sealed: _Sealed, key: bytes, aad: bytes) -> None:
    if not sealed.seal.verify(key, sealed.content, aad):
        raise NotAMessage("seal does not hold")
