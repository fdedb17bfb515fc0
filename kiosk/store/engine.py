"""Which SQLite stands under the store: the encrypted build, or, where an administrator has allowed it, the plain."""

import os
from functools import lru_cache
from importlib import import_module
from typing import Any

from kiosk.domain.refusals import Trouble

ALLOWED_PLAIN = "KIOSK_UNENCRYPTED"  # "allowed": this PC's disk is encrypted by other means
ENCRYPTED_BUILD, PLAIN_BUILD = "sqlcipher3", "sqlite3"


@lru_cache(maxsize=1)
def engine() -> Any:
    """The module to connect with. Raises `Trouble('encryption_missing')` where only a plain one is here."""
    return choose(ENCRYPTED_BUILD, os.environ.get(ALLOWED_PLAIN, ""))


def choose(build: str, allowed: str) -> Any:
    """The encrypted build, if it is one; else the plain one, if it is allowed. Raises `Trouble`."""
    try:
        found = import_module(build)
        if encrypts(found):
            return found
    except ImportError:
        pass
    if allowed != "allowed":
        raise Trouble("encryption_missing")
    return import_module(PLAIN_BUILD)


def encrypts(build: Any) -> bool:
    """Whether what this build writes is encrypted."""
    connection = build.connect(":memory:")
    try:
        return connection.execute("PRAGMA cipher_version").fetchone() is not None
    finally:
        connection.close()
