"""The city's own key: made once, kept beside the books in a file that only its owner may read."""

import contextlib
import os
import secrets
from pathlib import Path

from sync.city.troubles import CityTrouble
from sync.protocol.seal import key_id, load_key, new_key, public_bytes
from sync.server.ports import Voice

KEY_FILE = "city.key"


def city_voice(folder: Path) -> Voice:
    """The key of the city whose books lie in `folder`, made now if there is none. Raises `CityTrouble`."""
    path = folder / KEY_FILE
    try:
        if not path.exists():
            _make(path)
        key = load_key(bytes.fromhex(path.read_text("ascii").strip()))
    except (OSError, ValueError) as error:
        raise CityTrouble("key_unreadable", path=path) from error
    public = public_bytes(key)
    return Voice(key.sign, key_id(public), public)


def _make(path: Path) -> None:
    """Whole or not at all, and the first of two processes wins."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(new_key().private_bytes_raw().hex())
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(temporary, path)
    temporary.unlink()
