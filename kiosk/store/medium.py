"""A second medium with backups on it: one folder a device, one a backup, and the scans that they share.

    MEDIUM/weimin-backup/DEVICE/20261123T090000/   store.db, vault.json, backup.json
    MEDIUM/weimin-backup/DEVICE/blobs/ab/NAME-NONCE

A backup counts once its folder has its name; before that it is a `.part` which the next one removes. Everything on the
medium is encrypted: the store under a key of the backup's own, the scans as they lie on this PC's disk.
"""

import contextlib
import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.blobs import write_durably
from kiosk.store.layout import HEADER_FILE, STORE_FILE
from kiosk.store.vault import read_header

ROOT, BLOBS, MANIFEST, PART = "weimin-backup", "blobs", "backup.json", ".part"
STAMP = "%Y%m%dT%H%M%S"
NONCE_BYTES = 12
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `blobs` has the size of each scan by NAME-NONCE; `epoch` and `seq` are the last
    entry in it; `version` is the store's shape."""

    device: str
    made_at: str
    version: int
    epoch: int
    seq: int
    store_size: int
    store_sha256: str
    blobs: Mapping[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return self.store_size + sum(self.blobs.values())


@dataclass(frozen=True, slots=True)
class Found:
    """A backup on a medium. `manifest` is None when it cannot be read."""

    folder: Path
    manifest: Manifest | None
    away: frozenset[str] = frozenset()  # scans (by NAME-NONCE) that are not with it: the city has them whole

    @property
    def name(self) -> str:
        return self.folder.name

    def blob(self, stored: str) -> Path:
        """Where a scan of it lies, by NAME-NONCE."""
        return self.folder.parent / BLOBS / stored[:2] / stored


class BackupBlobs:
    """The scans of one backup, read where they lie, with the keys that its store holds."""

    def __init__(self, found: Found, keys: list[bytes]) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._found = found
        self._ciphers = [AESGCM(key) for key in keys]
        stored = found.manifest.blobs if found.manifest else {}
        self._stored = {one.partition("-")[0]: one for one in stored}

    def read(self, sha256: str) -> bytes:
        """The content. Raises `Trouble('blob_missing')`, 'blob_altered'."""
        from cryptography.exceptions import InvalidTag

        try:
            sealed = self._found.blob(self._stored[sha256]).read_bytes()
        except (KeyError, OSError) as error:
            raise Trouble("blob_missing", name=sha256[:8]) from error
        for cipher in self._ciphers:
            with contextlib.suppress(InvalidTag, ValueError):
                return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], sha256.encode("ascii"))
        raise Trouble("blob_altered", name=sha256[:8])


def device_folder(medium: Path, device: str) -> Path:
    """Where this device's backups stand. Raises `Trouble('medium_missing')` when the medium is not there: a stick that
    is not plugged in must not become a folder on the PC's own disk."""
    if not medium.is_dir():
        raise Trouble("medium_missing", medium=medium)
    return medium / ROOT / device


def backups(folder: Path) -> list[Found]:
    """Every backup in a device's folder that counts, newest first."""
    if not folder.is_dir():
        return []
    names = sorted((p for p in folder.iterdir() if p.is_dir() and _stamped(p.name)), reverse=True)
    return [Found(path, read_manifest(path)) for path in names]


def find(where: Path, name: str = "") -> Found:
    """The backup in `where`: a backup's own folder, a device's, or a medium with one device on it; the newest unless a
    `name` says which. Refuses `backup_unknown`, `backup_devices` when there are several devices to choose from."""
    if (where / MANIFEST).is_file():
        return Found(where, read_manifest(where))
    devices = [p for p in (where / ROOT).iterdir() if p.is_dir()] if (where / ROOT).is_dir() else [where]
    if len(devices) > 1:
        raise Refusal("backup_devices", devices=" ".join(sorted(p.name for p in devices)))
    fitting = [found for folder in devices for found in backups(folder) if name in ("", found.name)]
    if not fitting:
        raise Refusal("backup_unknown", where=where, name=name)
    return fitting[0]


def store_of(found: Found) -> str:
    """The id of the store that was backed up. Raises `Trouble('backup_bad')`."""
    header = read_header(found.folder / HEADER_FILE)
    if header is None:
        raise Trouble("backup_bad", name=found.name)
    return header.store


def read_manifest(folder: Path) -> Manifest | None:
    """What it says of itself; None when that cannot be read."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
        return Manifest(**said["manifest"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_manifest(folder: Path, manifest: Manifest, key: bytes) -> None:
    """Write it with a seal under the backup's key, so that nobody takes a scan out of the list."""
    said = {"format": FORMAT, "manifest": asdict(manifest), "seal": _seal(manifest, key)}
    write_durably(folder / MANIFEST, json.dumps(said, ensure_ascii=False, indent=1).encode())


def sealed_under(folder: Path, manifest: Manifest, key: bytes) -> bool:
    """Whether the manifest is as it was written by who has the key."""
    said = json.loads((folder / MANIFEST).read_text("utf-8"))
    return hmac.compare_digest(str(said["seal"]), _seal(manifest, key))


def stored_name(path: Path, name: str) -> str:
    """NAME-NONCE of a sealed file: one sealing of a scan, whatever other sealings of it there are."""
    with path.open("rb") as file:
        return f"{name}-{file.read(NONCE_BYTES).hex()}"


def copy_durably(source: Path, target: Path) -> int:
    """Copy a file under a temporary name, flush it, rename it; its size. Nothing happens to one that is there whole."""
    size = source.stat().st_size
    if target.exists() and target.stat().st_size == size:
        return size
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}{PART}")
    try:
        with source.open("rb") as given, beside.open("wb") as taken:
            shutil.copyfileobj(given, taken, 1 << 20)
            taken.flush()
            os.fsync(taken.fileno())
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    return size


def digest_of(path: Path) -> str:
    """SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def in_parts(folder: Path, made_at: datetime) -> Iterator[Path]:
    """A folder that gets its name when the block is left well, and is removed otherwise; what an earlier one that was
    cut off has left goes first."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(f".*{PART}"):
        shutil.rmtree(leftover, ignore_errors=True)
    stamp = made_at.strftime(STAMP)
    if (folder / stamp).exists():
        raise Refusal("backup_just_made", name=stamp)
    part = folder / f".{stamp}{PART}"
    part.mkdir()
    try:
        yield part
        part.rename(folder / stamp)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def drop(found: Found) -> None:
    """Remove a backup: first it counts no more, then its files go."""
    gone = found.folder.with_name(f".{found.name}{PART}")
    found.folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def sweep_blobs(folder: Path) -> None:
    """Remove the scans that no backup names any more; nothing when one of them cannot be read."""
    left = backups(folder)
    if any(found.manifest is None for found in left):
        return
    named = {stored for found in left for stored in (found.manifest.blobs if found.manifest else ())}
    for path in (folder / BLOBS).glob("??/*"):
        if path.name not in named:
            path.unlink(missing_ok=True)


def store_file(found: Found) -> Path:
    """The store within it."""
    return found.folder / STORE_FILE


def _stamped(name: str) -> bool:
    try:
        datetime.strptime(name, STAMP)  # noqa: DTZ007  a name, no moment
    except ValueError:
        return False
    return True


def _seal(manifest: Manifest, key: bytes) -> str:
    said = json.dumps(asdict(manifest), sort_keys=True)
    return hmac.new(key, b"weimin-kiosk backup\0" + said.encode(), hashlib.sha256).hexdigest()
