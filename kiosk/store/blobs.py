"""Scans, photos and papers beside the store: one encrypted file each, named by the SHA-256 of its content."""

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.domain.refusals import Trouble

_NONCE = 12
_GOING = ".going"


class BlobFolder:
    """Keeps and reads; a file is complete under its name or not there at all."""

    def __init__(self, folder: Path, keys: Callable[[], Sequence[bytes]]) -> None:
        """`keys`: the one of today, then those before it; asked again when another program may have changed it."""
        self._folder = folder
        self._keys = keys
        self._ciphers: list[AESGCM] = []

    def keep(self, content: bytes) -> str:
        """Keep `content`, durable when this returns; gives its SHA-256 in hex. Raises `Trouble('disk_full')`."""
        name = hashlib.sha256(content).hexdigest()
        path = self._path(name)
        try:
            os.utime(path)  # it is here, and new again: no sweep takes it while nothing names it yet
            return name
        except FileNotFoundError:
            pass
        except OSError as error:
            raise sorted_disk(error) from error
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._known()[0].encrypt(nonce, content, name.encode("ascii"))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, sealed)
        except OSError as error:
            raise sorted_disk(error) from error
        return name

    def has(self, sha256: str) -> bool:
        """Whether it is here, whole."""
        return self._path(sha256).exists()

    def drop(self, sha256: str) -> None:
        """Let it go; nothing happens to one that is not here."""
        self._path(sha256).unlink(missing_ok=True)

    def read(self, sha256: str) -> bytes:
        """The content. Raises `Trouble('blob_missing')` when it is not here, 'blob_altered' when it was changed."""
        try:
            sealed = self._path(sha256).read_bytes()
        except OSError as error:
            raise Trouble("blob_missing", name=sha256[:8]) from error
        content = self._opened(sha256, sealed)
        if content is None:
            self._ciphers.clear()  # another program may have gone over to a new key
            content = self._opened(sha256, sealed)
        if content is None:
            raise Trouble("blob_altered", name=sha256[:8])
        return content

    def names(self) -> list[str]:
        """All that are here, by name."""
        return sorted(path.name for path in self._folder.glob("??/*") if not path.name.startswith("."))

    def old(self, before: float) -> list[str]:
        """Those that nobody has kept since that second, by the disk's own clock."""
        found = []
        for path in self._folder.glob("??/*"):
            with contextlib.suppress(OSError):
                if not path.name.startswith(".") and path.stat().st_mtime < before:
                    found.append(path.name)
        return found

    def going(self) -> list[str]:
        """Those that a sweep had begun to let go when its program was killed."""
        return sorted({path.name.split(".")[1] for path in self._folder.glob(f"??/.*{_GOING}")})

    def let_go(self, sha256: str, before: float) -> bool:
        """Let it go, unless somebody has kept it since that second. It is put aside first, and looked at there: whoever
        keeps it meanwhile either made it new, which is seen, or finds nothing and writes it again."""
        path, aside = self._path(sha256), self._aside(sha256)
        with contextlib.suppress(FileNotFoundError):
            path.replace(aside)
        with contextlib.suppress(FileNotFoundError):
            if aside.stat().st_mtime < before:
                aside.unlink()
                return True
            self.take_back(sha256)
        return False

    def take_back(self, sha256: str) -> None:
        """What was put aside stands under its name again."""
        with contextlib.suppress(FileNotFoundError):
            self._aside(sha256).replace(self._path(sha256))

    def sealed(self, sha256: str) -> Path:
        """Where the encrypted file of one lies, for a backup."""
        return self._path(sha256)

    def _known(self) -> list[AESGCM]:
        if not self._ciphers:
            self._ciphers = [AESGCM(key) for key in self._keys()]
        return self._ciphers

    def _opened(self, sha256: str, sealed: bytes) -> bytes | None:
        for cipher in self._known():
            with contextlib.suppress(InvalidTag, ValueError):
                return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], sha256.encode("ascii"))
        return None

    def _aside(self, name: str) -> Path:
        return self._folder / name[:2] / f".{name}{_GOING}"

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name


def write_durably(path: Path, content: bytes) -> None:
    """Write under a temporary name, flush to the disk, rename: never half a file under its own name."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _flush_folder(path.parent)


def sorted_disk(error: OSError) -> Trouble:
    """An error of the file system by its name: full, read-only, or else unwritable."""
    key = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EROFS: "store_readonly"}
    return Trouble(key.get(error.errno or 0, "disk_unwritable"), path=error.filename or "")


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows has no handle on a folder to flush; its rename is journalled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
