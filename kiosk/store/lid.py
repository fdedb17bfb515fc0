"""The lid of a lodged backup: who may open it, in clear, and under the backup's key what its other parts are."""

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.domain.refusals import Trouble
from sync.protocol.lodging import Part

PIECE = 1 << 20  # bytes of the store in one part
_ABOUT, _NONCE = b"weimin-kiosk lodged backup", 12


@dataclass(frozen=True, slots=True)
class Inside:
    """What lies under the lid: the manifest as it was sealed, the pieces of the store in their order, scans by
    NAME-NONCE, and those that stayed at home because the city has them."""

    manifest: str
    store: Sequence[Part]
    scans: Mapping[str, Part]
    away: Sequence[str]


def pieces_of(path: Path) -> list[Part]:
    """A file in pieces, each by its hash."""
    found: list[Part] = []
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.append(Part(sha256=hashlib.sha256(piece).hexdigest(), size=len(piece)))
    return found


def sealed_lid(header: str, inside: Inside, key: bytes) -> bytes:
    """The lid as it goes up: nobody reads under it who does not have the backup's key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    said = {
        "manifest": inside.manifest,
        "store": [(part.sha256, part.size) for part in inside.store],
        "scans": {stored: (part.sha256, part.size) for stored, part in inside.scans.items()},
        "away": list(inside.away),
    }
    nonce = secrets.token_bytes(_NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, json.dumps(said).encode(), _ABOUT)
    return json.dumps({"format": 1, "header": header, "inside": b64encode(sealed).decode("ascii")}).encode()


def header_in(lid: bytes) -> str:
    """The header with the slots. Raises `Trouble('backup_bad')`."""
    try:
        return str(json.loads(lid)["header"])
    except (ValueError, KeyError, TypeError) as error:
        raise Trouble("backup_bad", name="lid") from error


def opened_lid(lid: bytes, key: bytes) -> Inside:
    """What lies under it. Raises `Trouble('backup_bad')`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        sealed = b64decode(json.loads(lid)["inside"], validate=True)
        said: dict[str, Any] = json.loads(AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _ABOUT))
        store = [Part(sha256=name, size=size) for name, size in said["store"]]
        scans = {stored: Part(sha256=name, size=size) for stored, (name, size) in said["scans"].items()}
        return Inside(said["manifest"], store, scans, said["away"])
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise Trouble("backup_bad", name="lid") from error
