"""Commands of a county's own definitions: make a key, pack and sign a parcel, take one in, see what lies here."""

import os
import re
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

import forms
from kiosk.app.catalogue import BundleRefused
from kiosk.app.held import Held, Shelved
from kiosk.cli import words
from kiosk.cli.answer import Answer
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.wiring.house import house
from sync.protocol.catalogues import seal_manifest
from sync.protocol.seal import key_id, load_key, new_key, public_bytes

_HEX = re.compile(r"[0-9a-fA-F]{64}")
_PUBLIC = ".pub"


def key(given: Namespace) -> Answer:
    """A new key with which a county signs: {"file", "public_file", "public_key", "key_id"}. Never writes over one."""
    path = Path(given.out)
    private = new_key()
    public = public_bytes(private)
    beside = path.with_name(path.name + _PUBLIC)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(private.private_bytes_raw().hex() + "\n")
        beside.write_text(public.hex() + "\n", "ascii")
    except FileExistsError:
        raise Refusal("key_exists", path=path) from None
    except OSError as cause:
        raise Trouble("file_unwritten", path=path, reason=cause.strerror or cause) from cause
    value = {
        "file": str(path),
        "public_file": str(beside),
        "public_key": public.hex(),
        "key_id": key_id(public).hex(),
    }
    return Answer(value, [words.KEY_MADE.format(**value)])


def pack(given: Namespace) -> Answer:
    """A folder of definitions as a signed parcel: {"file", "issuer", "serial", "since", "digest", "bytes"}.

    Refuses faults by file and place; then nothing is written.
    """
    private = load_key(read_private(Path(given.key)))
    name = key_id(public_bytes(private))
    since = moment(given.since)
    serial = given.serial or int(f"{datetime.now(CHINA):%y%m%d%H%M}")
    try:
        content = forms.pack_bundle(
            Path(given.folder),
            issuer=given.issuer,
            serial=serial,
            since=since,
            sign=lambda manifest: seal_manifest(manifest, private.sign, name),
        )
        bundle = forms.open_bundle(content, lambda *_: True)
        forms.prove_bundle(bundle, Path(given.folder) / "none", lambda *_: True)
    except forms.BadBundle as bad:
        raise BundleRefused(bad.key, str(bad), bad.faults) from bad
    try:
        Path(given.out).write_bytes(content)
    except OSError as cause:
        raise Trouble("file_unwritten", path=given.out, reason=cause.strerror or cause) from cause
    value = {
        "file": given.out,
        "issuer": bundle.issuer,
        "serial": bundle.serial,
        "since": bundle.since.isoformat(timespec="seconds"),
        "digest": bundle.digest,
        "bytes": len(content),
    }
    return Answer(value, [words.PARCEL_PACKED.format(**value)])


def install(given: Namespace) -> Answer:
    """A parcel taken in, from whatever medium: {"issuer", "serial", "since", "digest", "holds", "again"}.

    Refuses what is not genuine, has faults (by file and place) or says otherwise what is published.
    """
    content = read(Path(given.file))
    with house(given.data, given.staff) as desks:
        done = desks.catalogue.install(content, desks.actor)
    value = _plain(done.one) | {"holds": done.holds, "again": done.again}
    said = words.PARCEL_AGAIN if done.again else words.PARCEL_HOLDS if done.holds else words.PARCEL_WAITS
    return Answer(value, [said.format(**value)])


def shelf(given: Namespace) -> Answer:
    """What lies here: [{"issuer", "serial", "since", "digest", "taken", "whole"}], those that hold first."""
    with house(given.data, given.staff) as desks:
        desks.catalogue.renew()
        held, broken = desks.catalogue.held(), {one.digest for one in desks.catalogue.broken()}
    rows = [_plain(one) | {"taken": one.digest in held.taken, "whole": one.digest not in broken} for one in _all(held)]
    return Answer(rows, [_line(row) for row in rows] or [words.SHELF_EMPTY])


def trust(given: Namespace) -> Answer:
    """From now on take the parcels of this county: {"name", "public_key", "key_id"}. Entered in the journal."""
    public = public_key(given.key)
    with house(given.data, given.staff) as desks:
        desks.catalogue.trust(public, given.name, desks.actor)
    value = {"name": given.name, "public_key": public.hex(), "key_id": key_id(public).hex()}
    return Answer(value, [words.COUNTY_TRUSTED.format(**value)])


def read(path: Path) -> bytes:
    """A file's bytes. Refuses one that cannot be read."""
    try:
        return path.read_bytes()
    except OSError as cause:
        raise Refusal("parcel_unreadable", path=path, reason=cause.strerror or cause) from None


def read_private(path: Path) -> bytes:
    """The 32 bytes of a key file. Refuses one that is none."""
    text = read(path).decode("ascii", "replace").strip()
    if not _HEX.fullmatch(text):
        raise Refusal("key_wrong", given=path)
    return bytes.fromhex(text)


def public_key(given: str) -> bytes:
    """A public key as 64 digits or as the file in which it stands. Refuses what is neither."""
    text = given if _HEX.fullmatch(given) else read(Path(given)).decode("ascii", "replace").strip()
    if not _HEX.fullmatch(text):
        raise Refusal("key_wrong", given=given)
    return bytes.fromhex(text)


def moment(text: str) -> datetime:
    """A time as 2026-12-01 or 2026-12-01T08:30, in China unless it names another zone. Refuses what is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal("since_wrong", given=text) from None
    return at if at.tzinfo else at.replace(tzinfo=CHINA)


def _all(held: Held) -> list[Shelved]:
    return sorted(held.installed, key=lambda one: (one.digest not in held.taken, one.hour, one.serial))


def _plain(one: Shelved) -> dict[str, Any]:
    return {"issuer": one.issuer, "serial": one.serial, "since": one.since, "digest": one.digest}


def _line(row: dict[str, Any]) -> str:
    state = words.SHELF_BROKEN if not row["whole"] else words.SHELF_TAKEN if row["taken"] else words.SHELF_WAITING
    return words.SHELF_LINE.format(**row, state=state)
