"""Who guards a slot's secret on this machine, so that a hall screen starts in the morning without anybody typing.

A guard seals 32 bytes so that only this machine (or this user on it) opens them again. What it keeps lies in the
header of the store and is worthless elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kiosk.domain.refusals import Trouble

if TYPE_CHECKING:
    from subprocess import CompletedProcess

MACHINE, SYSTEMD, KEYRING, DPAPI = "machine", "systemd", "keyring", "dpapi"
CREDENTIAL = "weimin-kiosk"  # the name of LoadCredentialEncrypted= in a unit
SECRET_BYTES = 32
_SECONDS = 20
_MACHINE_ID = ("etc/machine-id", "var/lib/dbus/machine-id")
_PRODUCT = "sys/class/dmi/id/product_uuid"  # readable for root alone

Kept = Mapping[str, str]


class Guard(Protocol):
    """`seal` raises `Trouble('guard_missing')` where this guard does not work; `open` gives None where the secret was
    sealed on another machine or cannot be had now."""

    @property
    def kind(self) -> str: ...
    def seal(self, secret: bytes) -> dict[str, str]: ...
    def open(self, kept: Kept) -> bytes | None: ...


def guard_of(kind: str, store: str, folder: Path) -> Guard | None:
    """The guard of this kind for a store whose machine's half lies in `folder`; None for a kind that nobody guards."""
    made: dict[str, Callable[[], Guard]] = {
        MACHINE: lambda: MachineGuard(store, folder),
        SYSTEMD: lambda: SystemdGuard(store),
        KEYRING: lambda: KeyringGuard(store),
        DPAPI: lambda: _dpapi(store),
    }
    return made[kind]() if kind in made else None


def machine_parts(root: Path = Path("/")) -> dict[str, str]:
    """What tells this machine from others: its id, and its board's where this user may read it."""
    parts: dict[str, str] = {}
    for name in _MACHINE_ID:
        with suppress(OSError):
            parts.setdefault("machine-id", (root / name).read_text("ascii").strip())
    with suppress(OSError):
        parts["product-uuid"] = (root / _PRODUCT).read_text("ascii").strip()
    return {name: value for name, value in parts.items() if value}


class MachineGuard:
    """Where the system offers nothing: a key made of the machine's ids and of a secret file that only this user may
    read. It protects a copied folder or disk; not against who sits at the machine with this user's rights."""

    kind = MACHINE

    def __init__(self, store: str, folder: Path, parts: Callable[[], dict[str, str]] = machine_parts) -> None:
        self._path = folder / f"{store}.machine"
        self._store = store
        self._parts = parts

    def seal(self, secret: bytes) -> dict[str, str]:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        parts, nonce = self._parts(), secrets.token_bytes(12)
        cipher = ChaCha20Poly1305(self._key(parts, sorted(parts), make_secret(self._path)))
        sealed = nonce + cipher.encrypt(nonce, secret, self._store.encode())
        return {"of": " ".join(sorted(parts)), "sealed": sealed.hex()}

    def open(self, kept: Kept) -> bytes | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        try:
            half = self._path.read_bytes()
        except OSError:
            return None
        sealed = bytes.fromhex(kept["sealed"])
        cipher = ChaCha20Poly1305(self._key(self._parts(), kept["of"].split(), half))
        try:
            return cipher.decrypt(sealed[:12], sealed[12:], self._store.encode())
        except InvalidTag:
            return None

    def _key(self, parts: Mapping[str, str], names: list[str], half: bytes) -> bytes:
        said = "\0".join(f"{name}={parts.get(name, '')}" for name in names)
        return hmac.new(half.strip(), b"weimin-kiosk machine\0" + said.encode(), hashlib.sha256).digest()


class SystemdGuard:
    """systemd's credentials: sealed by the host's key, and by its TPM where it has one. Needs root, or a unit that
    hands the credential over (`LoadCredentialEncrypted=weimin-kiosk`)."""

    kind = SYSTEMD

    def __init__(self, store: str, run: Callable[..., CompletedProcess[bytes]] | None = None) -> None:
        self._name = f"{CREDENTIAL}-{store}"
        self._run = run

    def seal(self, secret: bytes) -> dict[str, str]:
        return {"credential": base64.b64encode(self._creds("encrypt", secret.hex().encode())).decode("ascii")}

    def open(self, kept: Kept) -> bytes | None:
        if handed := os.environ.get("CREDENTIALS_DIRECTORY"):
            with suppress(OSError, ValueError):
                return bytes.fromhex((Path(handed) / CREDENTIAL).read_text("ascii"))
        with suppress(Trouble, ValueError):
            return bytes.fromhex(self._creds("decrypt", base64.b64decode(kept["credential"])).decode("ascii"))
        return None

    def _creds(self, what: str, given: bytes) -> bytes:
        import subprocess

        words = ["systemd-creds", what, f"--name={self._name}", "-", "-"]
        try:
            done = (self._run or subprocess.run)(words, input=given, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Trouble("guard_missing", guard=SYSTEMD, reason=type(error).__name__) from error
        if done.returncode != 0:
            raise Trouble("guard_missing", guard=SYSTEMD, reason=done.stderr.decode("utf-8", "replace").strip()[:200])
        return bytes(done.stdout)


class KeyringGuard:
    """The user's keyring (Secret Service), through the package `keyring` where it is installed and unlocked."""

    kind = KEYRING

    def __init__(self, store: str, ring: Any = None) -> None:
        self._store = store
        self._ring = ring

    def seal(self, secret: bytes) -> dict[str, str]:
        try:
            self._keyring().set_password(CREDENTIAL, self._store, secret.hex())
            kept = self._keyring().get_password(CREDENTIAL, self._store)
        except Exception as error:  # a keyring fails in as many ways as there are desktops
            raise Trouble("guard_missing", guard=KEYRING, reason=type(error).__name__) from error
        if kept != secret.hex():
            raise Trouble("guard_missing", guard=KEYRING, reason="kept nothing")
        return {}

    def open(self, _kept: Kept) -> bytes | None:
        try:
            said = self._keyring().get_password(CREDENTIAL, self._store)
        except Exception:  # not here, locked, or no session: another slot may open
            return None
        return bytes.fromhex(said) if said else None

    def _keyring(self) -> Any:
        return self._ring or import_module("keyring")


def make_secret(path: Path) -> bytes:
    """The machine's half: 32 random bytes in hex, for this user alone; made durably, once, whoever comes first."""
    from kiosk.store.blobs import sorted_disk

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        return path.read_bytes()
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(beside, path)
    except OSError as error:
        raise sorted_disk(error) from error
    finally:
        beside.unlink(missing_ok=True)
    return path.read_bytes()


def best_guard(store: str, folder: Path, wanted: str = "auto") -> Guard:
    """The guard that was `wanted`, or with 'auto' the best that works here without anybody at the keyboard: Windows'
    own, systemd's for root, else the machine's ids. Raises `Trouble('guard_missing')` for one that does not work."""
    if wanted != "auto":
        chosen = guard_of(wanted, store, folder)
        if chosen is None:
            raise Trouble("guard_missing", guard=wanted, reason="?")
        return chosen
    if sys.platform == "win32":
        return _dpapi(store)
    if os.geteuid() == 0:
        systemd = SystemdGuard(store)
        with suppress(Trouble):
            probe = secrets.token_bytes(SECRET_BYTES)
            if systemd.open(systemd.seal(probe)) == probe:
                return systemd
    return MachineGuard(store, folder)


def _dpapi(store: str) -> Guard:
    from kiosk.store.dpapi import DpapiGuard

    return DpapiGuard(store)
