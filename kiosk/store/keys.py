"""Where the store's key stands: outside the data directory, in a file that only this user may read.

How the key is wrapped and by whom it is unlocked will grow here; everybody else only ever asks `read_key`.
"""

import os
import secrets
from pathlib import Path

from kiosk.domain.refusals import Trouble

KEY_BYTES = 32


def make_key(store_id: str, folder: Path) -> str:
    """A new random key in hex, written durably before the store it opens exists."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_hex(KEY_BYTES)
    descriptor = os.open(folder / f"{store_id}.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key


def read_key(store_id: str, folder: Path) -> str:
    """The key in hex. Raises `Trouble('key_missing')`: a copied disk opens nothing."""
    path = folder / f"{store_id}.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise Trouble("key_missing", path=path) from error
