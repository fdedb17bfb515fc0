"""A backup (备份) of an open store: taken while everybody works, encrypted, opened and checked before it counts."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from kiosk.domain.refusals import Trouble
from kiosk.store.check import check_store
from kiosk.store.connections import DatabaseError
from kiosk.store.door import BLOB_KEY, PAST_BLOB_KEYS, OpenStore
from kiosk.store.drawer import DrawerTable
from kiosk.store.engine import engine
from kiosk.store.keys import ByMachine, ByRecovery, StoreKeys, Unlock, locked, new_key
from kiosk.store.layout import HEADER_FILE
from kiosk.store.medium import (
    BLOBS,
    BackupBlobs,
    Found,
    Manifest,
    backups,
    copy_durably,
    device_folder,
    digest_of,
    drop,
    in_parts,
    read_manifest,
    sealed_under,
    store_file,
    stored_name,
    sweep_blobs,
    write_manifest,
)
from kiosk.store.migrations import VERSION
from kiosk.store.post import own_heads
from kiosk.store.vault import STAFF, Opened, write_header
from kiosk.store.words import Problem
from kiosk.store.work import StoreWork

LOCK = ".lock"
_DRILL, _LONGEST_DRILL = "weimin-drill-", 6 * 3600.0  # seconds
_OF_THE_MEDIUM = {"disk_full": "medium_full", "disk_unwritable": "medium_gone", "store_readonly": "medium_gone"}


class Backups:
    """The `Keeper` port of `kiosk.app.backup`: backups of one open store on any medium."""

    def __init__(self, store: OpenStore, keys: Path, now: Callable[[], datetime]) -> None:
        self._store, self._keys, self._now = store, keys, now

    def make(self, medium: Path) -> Found:
        """One more backup, opened and checked. Nobody has to wait for it. Raises `Trouble('medium_missing')`,
        'medium_full', 'medium_gone' (pulled out in the middle), 'backup_bad'; then nothing half counts."""
        folder = device_folder(medium, self._store.device.id)
        with _sorted(medium):
            folder.mkdir(parents=True, exist_ok=True)
            with locked(folder / LOCK), in_parts(folder, self._now()) as part:
                manifest, key = self._write(part, folder)
                _check_fresh(Found(part, manifest), key)
            return Found(folder / part.name.removeprefix(".").removesuffix(".part"), manifest)

    def listed(self, medium: Path) -> list[Found]:
        """This device's backups there, newest first."""
        return backups(device_folder(medium, self._store.device.id))

    def verify(self, found: Found) -> tuple[int, list[Problem]]:
        """Open it and check everything in it, every scan too: entries and problems."""
        opened = open_backup(found, self._here())
        return check_backup(found, opened.newest_first()[0])

    def drill(self, found: Found, recovery: str = "") -> tuple[int, list[Problem]]:
        """Restore it into a throw-away folder, as a new PC would, with the `recovery` key if it is given, and check the
        device that came of it: entries and problems. Nothing is left."""
        from kiosk.store.restoring import restore

        unlock = ByRecovery(recovery) if recovery else self._here()
        with TemporaryDirectory(prefix=_DRILL) as folder:
            data, keys = Path(folder) / "data", Path(folder) / "keys"
            back = restore(found, data, keys, unlock, self._store.clock)
            try:
                with back.look() as work:
                    return check_store(work, back.blobs)
            finally:
                back.close()

    def _here(self) -> Unlock:
        """This machine. Raises `Trouble('backup_by_recovery')` where it opens nothing by itself."""
        header = self._store.keys.header
        if not header.of_itself:
            raise Trouble("backup_by_recovery")
        return ByMachine(header.store, self._keys)

    def drop_old(self, medium: Path, keep: Callable[[list[datetime]], set[datetime]]) -> int:
        """Remove the backups whose moments `keep` does not give back; how many went."""
        folder = device_folder(medium, self._store.device.id)
        with _sorted(medium), locked(folder / LOCK):
            found = {datetime.strptime(one.name, "%Y%m%dT%H%M%S"): one for one in backups(folder)}  # noqa: DTZ007
            gone = set(found) - keep(sorted(found, reverse=True))
            for at in gone:
                drop(found[at])
            if gone:
                sweep_blobs(folder)
        return len(gone)

    def same_disk(self, medium: Path) -> bool:
        """Whether the medium lies on the very disk that it is to protect against."""
        try:
            return medium.stat().st_dev == self._store.folder.stat().st_dev
        except OSError:
            return False

    def _write(self, part: Path, folder: Path) -> tuple[Manifest, bytes]:
        key, header = new_key(), self._store.keys.opened()
        names = self._store.blobs.names  # before the picture is taken nothing in it can be missing after
        copied = self._copy_blobs(names(), folder)
        target = store_file(Found(part, None))
        epoch, seq, version = self.snapshot(target, key)
        copied |= self._copy_blobs([n for n in names() if n not in {c.partition("-")[0] for c in copied}], folder)
        kept = header.without(
            [slot for slot in header.header.slots if slot.kind == STAFF]
        )  # who leaves opens no old one
        write_header(part / HEADER_FILE, kept.for_another(header.header.store, key).header)
        manifest = Manifest(
            device=self._store.device.id,
            made_at=self._now().isoformat(timespec="seconds"),
            version=version,
            epoch=epoch,
            seq=seq,
            store_size=target.stat().st_size,
            store_sha256=digest_of(target),
            blobs=copied,
        )
        write_manifest(part, manifest, key)
        return manifest, key

    def _copy_blobs(self, names: list[str], folder: Path) -> dict[str, int]:
        copied: dict[str, int] = {}
        for name in names:
            source = self._store.blobs.sealed(name)
            try:
                stored = stored_name(source, name)
            except FileNotFoundError:
                continue  # nobody needs it here any more, and it went while this was copied
            copied[stored] = copy_durably(source, folder / BLOBS / stored[:2] / stored)
        return copied

    def snapshot(self, target: Path, key: bytes) -> tuple[int, int, int]:
        """A consistent picture of the store under the backup's key; the last entry in it, and its shape."""
        made = _connect(target, key)
        try:
            with self._store.look() as work:
                work.connection.backup(made)
            made.execute("PRAGMA journal_mode = DELETE")  # one file, which is read on a medium that is write-protected
            epoch, seq, _ = own_heads(made)[-1]
            return epoch, seq, int(made.execute("PRAGMA user_version").fetchone()[0])
        finally:
            made.close()


def drop_broken_drills(now: datetime) -> None:
    """What drills left that were killed: a whole device, and the half of its key beside it."""
    for left in Path(gettempdir()).glob(f"{_DRILL}*"):
        with suppress(OSError):
            if now.timestamp() - left.stat().st_mtime > _LONGEST_DRILL:
                rmtree(left, ignore_errors=True)


def open_backup(found: Found, unlock: Unlock) -> Opened:
    """The header of a backup, by whoever may open a slot of it. Raises `Trouble('backup_bad')` for one that was altered
    or is not whole."""
    opened = StoreKeys(found.folder, unlock).opened()
    try:
        if found.manifest is None or not sealed_under(found.folder, found.manifest, opened.newest_first()[0]):
            raise Trouble("backup_bad", name=found.name)
    except (OSError, ValueError, KeyError) as error:
        raise Trouble("backup_bad", name=found.name) from error
    return opened


def check_backup(found: Found, key: bytes) -> tuple[int, list[Problem]]:
    """Everything in a backup: entries and problems."""
    manifest = found.manifest
    if manifest is None or digest_of(store_file(found)) != manifest.store_sha256:
        raise Trouble("backup_bad", name=found.name)
    with _opened(found, key) as connection:
        work = StoreWork(connection, manifest.device, _NoClock(), "reader")
        return check_store(work, BackupBlobs(found, _blob_keys(connection)))


class _NoClock:
    """A backup is only read."""

    def now(self) -> datetime:
        raise AssertionError

    def mono(self) -> int:
        raise AssertionError

    def boot(self) -> str:
        raise AssertionError


def _check_fresh(found: Found, key: bytes) -> None:
    """Open what was just written, from the medium: whole, with the last entry, every scan in its place and size."""
    manifest = read_manifest(found.folder)
    if manifest is None or manifest != found.manifest or digest_of(store_file(found)) != manifest.store_sha256:
        raise Trouble("backup_bad", name=found.name)
    with _opened(found, key) as connection:
        whole = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        epoch, seq, _ = own_heads(connection)[-1]
    if not whole or (epoch, seq) != (manifest.epoch, manifest.seq) or manifest.version > VERSION:
        raise Trouble("backup_bad", name=found.name)
    for stored, size in manifest.blobs.items():
        if found.blob(stored).stat().st_size != size:
            raise Trouble("backup_bad", name=found.name)


@contextmanager
def _opened(found: Found, key: bytes) -> Iterator[Any]:
    """The backup's store, only to be read, on a medium that may be write-protected."""
    connection = None
    try:
        connection = _connect(store_file(found), key, "?mode=ro&immutable=1")
        connection.execute("BEGIN")
        yield connection
    except DatabaseError as error:
        raise Trouble("backup_bad", name=found.name) from error
    finally:
        if connection is not None:
            connection.close()


def _connect(path: Path, key: bytes, how: str = "") -> Any:
    connection = engine().connect(f"{path.absolute().as_uri()}{how}", uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _blob_keys(connection: Any) -> list[bytes]:
    drawer = DrawerTable(connection)
    said = f"{drawer.setting(BLOB_KEY)} {drawer.setting(PAST_BLOB_KEYS)}"
    return [bytes.fromhex(one) for one in said.split()]


@contextmanager
def _sorted(medium: Path) -> Iterator[None]:
    """What goes wrong with a medium, by its name."""
    try:
        yield
    except Trouble as trouble:
        if trouble.key not in _OF_THE_MEDIUM:
            raise
        raise Trouble(_OF_THE_MEDIUM[trouble.key], medium=medium) from trouble
    except (OSError, DatabaseError) as error:
        full = getattr(error, "errno", 0) in (errno.ENOSPC, errno.EDQUOT) or "full" in str(error)
        raise Trouble("medium_full" if full else "medium_gone", medium=medium) from error
