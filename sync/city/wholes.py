"""Where scans that are whole are kept: a folder beside the books, or a store that speaks S3."""

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qs, urlsplit

from sync.city.troubles import CityTrouble

if TYPE_CHECKING:
    from obstore.store import S3Store

_PATIENCE: Any = {"connect_timeout": "5s", "timeout": "60s"}
_TRIES: Any = {"max_retries": 2}  # a device comes again by itself


class Wholes(Protocol):
    """Keeps scans by their SHA-256 in hex. Raises `CityTrouble`."""

    def keep(self, sha256: str, verified: Path) -> None:
        """Take a file whose content is what its name says; durable on return, and the file is gone."""

    def has(self, sha256: str) -> bool: ...
    def read(self, sha256: str) -> bytes | None:
        """The whole, None when it is not here."""


class FolderOfWholes:
    """`FOLDER/ab/abcd…`: on the same disk as the parts, so that a file only moves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, sha256: str, verified: Path) -> None:
        """Move it to its place."""
        path = self._path(sha256)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            verified.replace(path)
            _sync_folder(path.parent)
        except OSError as error:
            raise CityTrouble("disk", detail=error.strerror) from error

    def has(self, sha256: str) -> bool:
        """Whether it is here."""
        return self._path(sha256).exists()

    def read(self, sha256: str) -> bytes | None:
        """The whole, None when it is not here."""
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


class BucketOfWholes:
    """A bucket of a store that speaks S3; keys are `PREFIX/ab/abcd…`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._store = _bucket(url)

    def keep(self, sha256: str, verified: Path) -> None:
        """Send it, see that all of it is there, and let the file go."""
        import obstore

        size = verified.stat().st_size
        with self._sorted():
            obstore.put(self._store, _key(sha256), verified)
            there = obstore.head(self._store, _key(sha256))["size"]
        if there != size:
            raise CityTrouble("scans_away", url=self._named, detail=f"{there} / {size}")
        verified.unlink(missing_ok=True)

    def has(self, sha256: str) -> bool:
        """Whether it is there."""
        import obstore

        with self._sorted(), contextlib.suppress(FileNotFoundError):
            obstore.head(self._store, _key(sha256))
            return True
        return False

    def read(self, sha256: str) -> bytes | None:
        """The whole, None when it is not there."""
        import obstore

        with self._sorted(), contextlib.suppress(FileNotFoundError):
            return bytes(obstore.get(self._store, _key(sha256)).bytes())
        return None

    @property
    def _named(self) -> str:
        return self._url.partition("?")[0]

    @contextlib.contextmanager
    def _sorted(self) -> Any:
        from obstore.exceptions import BaseError

        try:
            yield
        except FileNotFoundError:
            raise
        except (BaseError, OSError) as error:
            raise CityTrouble("scans_away", url=self._named, detail=str(error)[:200]) from error


def wholes(setting: str, folder: Path) -> Wholes:
    """As `--scans` says: empty for the folder, else `s3://BUCKET/PREFIX?endpoint=URL&region=NAME`.

    Raises `CityTrouble` for anything else. Keys of the store come from the environment (AWS_ACCESS_KEY_ID …).
    """
    return BucketOfWholes(setting) if setting else FolderOfWholes(folder)


def _bucket(url: str) -> "S3Store":
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.hostname:
        raise CityTrouble("scans_address", url=url)
    try:
        from obstore.store import S3Store
    except ImportError as error:
        raise CityTrouble("scans_address", url=url) from error
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    given: Any = {"region": asked.get("region", "us-east-1")}
    if "endpoint" in asked:
        given |= {"endpoint": asked["endpoint"], "virtual_hosted_style_request": False}
    patience = _PATIENCE | {"allow_http": asked.get("endpoint", "").startswith("http://")}
    prefix = parts.path.strip("/")
    return S3Store(parts.hostname, prefix=prefix or None, client_options=patience, retry_config=_TRIES, **given)


def _key(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _sync_folder(folder: Path) -> None:
    """That a file stands here survives a power cut too."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
