"""Windows' own guard of secrets (DPAPI), asked through ctypes. Machine scope: hall, board and hub start by themselves.

Not run in the tests but for its seam: `Protect` is what Windows does. User scope is for a PC that several people use
under their own Windows accounts.
"""

import base64
import ctypes
from collections.abc import Callable, Mapping
from typing import Any

from kiosk.domain.refusals import Trouble

LOCAL_MACHINE, NO_QUESTIONS = 0x4, 0x1  # CRYPTPROTECT_LOCAL_MACHINE, CRYPTPROTECT_UI_FORBIDDEN
MACHINE_SCOPE, USER_SCOPE = "machine", "user"

Protect = Callable[[str, bytes, bytes, int], bytes]  # (CryptProtectData or CryptUnprotectData, bytes, entropy, flags)


class _Blob(ctypes.Structure):
    """DATA_BLOB: a length and where the bytes lie."""

    _fields_ = (("length", ctypes.c_uint32), ("where", ctypes.POINTER(ctypes.c_char)))


class DpapiGuard:
    """Seals for this machine, or for this user on it. Raises OSError out of `protect` when Windows says no."""

    kind = "dpapi"

    def __init__(self, store: str, scope: str = MACHINE_SCOPE, protect: Protect | None = None) -> None:
        self._store = store.encode("ascii")
        self._scope = scope
        self._protect = protect or _windows

    def seal(self, secret: bytes) -> dict[str, str]:
        """Raises `Trouble('guard_missing')`."""
        try:
            sealed = self._protect("CryptProtectData", secret, self._store, _flags(self._scope))
        except (OSError, AttributeError) as error:
            raise Trouble("guard_missing", guard=self.kind, reason=str(error)) from error
        return {"scope": self._scope, "sealed": base64.b64encode(sealed).decode("ascii")}

    def open(self, kept: Mapping[str, str]) -> bytes | None:
        """None where Windows did not seal it on this machine."""
        sealed = base64.b64decode(kept["sealed"])
        try:
            return self._protect("CryptUnprotectData", sealed, self._store, _flags(kept["scope"]))
        except (OSError, AttributeError):
            return None


def _flags(scope: str) -> int:
    return NO_QUESTIONS | (LOCAL_MACHINE if scope == MACHINE_SCOPE else 0)


def _windows(function: str, content: bytes, entropy: bytes, flags: int) -> bytes:
    """One of the two functions of crypt32; both have the same shape but for the description."""
    loader: Any = getattr(ctypes, "WinDLL")  # noqa: B009  only Windows has it
    given, salt, made = _blob(content), _blob(entropy), _Blob()
    crypt32, kernel32 = loader("crypt32", use_last_error=True), loader("kernel32")
    ok = getattr(crypt32, function)(
        ctypes.byref(given), None, ctypes.byref(salt), None, None, ctypes.c_uint32(flags), ctypes.byref(made)
    )
    if not ok:
        raise OSError(function)
    try:
        return ctypes.string_at(made.where, made.length)
    finally:
        kernel32.LocalFree(made.where)


def _blob(content: bytes) -> _Blob:
    held = ctypes.create_string_buffer(content, len(content))
    return _Blob(len(content), ctypes.cast(held, ctypes.POINTER(ctypes.c_char)))
