"""The city's own keys: made once, kept beside the books in files that only their owner may read."""

import contextlib
import os
import secrets
from pathlib import Path

from sync.city.troubles import CityTrouble
from sync.protocol.envelope import box_public, load_box, new_box, open_envelope, state_letterbox
from sync.protocol.seal import key_id, load_key, new_key, public_bytes
from sync.server.ports import Mailbox, Voice

KEY_FILE, LETTERBOX_FILE = "city.key", "city.letterbox"


def city_voice(folder: Path) -> Voice:
    """The key of the city whose books lie in `folder`, made now if there is none. Raises `CityTrouble`."""
    path = folder / KEY_FILE
    try:
        if not path.exists():
            _make(path, new_key().private_bytes_raw())
        key = load_key(bytes.fromhex(path.read_text("ascii").strip()))
    except (OSError, ValueError) as error:
        raise CityTrouble("key_unreadable", path=path) from error
    public = public_bytes(key)
    return Voice(key.sign, key_id(public), public)


def city_mailbox(folder: Path, voice: Voice) -> Mailbox:
    """The city's letterbox, made now if there is none, with the city's word on it. Raises `CityTrouble`."""
    path = folder / LETTERBOX_FILE
    try:
        if not path.exists():
            _make(path, new_box().private_bytes_raw())
        box = load_box(bytes.fromhex(path.read_text("ascii").strip()))
    except (OSError, ValueError) as error:
        raise CityTrouble("key_unreadable", path=path) from error
    public = box_public(box)
    statement = state_letterbox("city", public, voice.sign, voice.key_id)
    return Mailbox(public, statement, lambda sealed, about: open_envelope(sealed, box, about))


def _make(path: Path, secret: bytes) -> None:
    """Whole or not at all, and the first of two processes wins."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret.hex())
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(temporary, path)
    temporary.unlink()
