"""Freshness without clocks: a device seals its request with the nonce it was given last, and each is good once.

A nonce is this process's own count under a keyed hash, so nothing has to be remembered of devices that never come
back. After a restart all nonces are stale, and a device is simply given a new one.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

GOOD_FOR = 3600 * 1_000_000_000  # nanoseconds of this process's own clock


class Nonces:
    """Gives nonces and takes them back, for any number of threads. `mono` counts nanoseconds."""

    def __init__(self, mono: Callable[[], int]) -> None:
        self._mono = mono
        self._secret = secrets.token_bytes(32)
        self._used: dict[str, int] = {}
        self._last = 0
        self._lock = Lock()

    def give(self, device: str) -> str:
        """A nonce newer than any before."""
        with self._lock:
            self._last = max(self._mono(), self._last + 1)
            return self._written(device, self._last)

    def take(self, device: str, nonce: str) -> bool:
        """Whether it was given to this device, within the hour, and not used, nor any newer one."""
        count = _count(nonce)
        if count is None or not hmac.compare_digest(nonce.encode(), self._written(device, count).encode()):
            return False
        with self._lock:
            if count <= self._used.get(device, 0) or self._mono() - count > GOOD_FOR:
                return False
            self._used[device] = count
            return True

    def _written(self, device: str, count: int) -> str:
        tag = hmac.new(self._secret, f"{device}\n{count}".encode(), sha256).digest()[:9]
        return f"{count:x}.{urlsafe_b64encode(tag).decode()}"


def _count(nonce: str) -> int | None:
    try:
        return int(nonce.partition(".")[0], 16)
    except ValueError:
        return None
