"""A parcel of definitions from the county: packed the same way every time, signed, verified, and held from its hour on.

A bundle is a ZIP without compression: `manifest.json`, its signature, and the TOML files of a source folder. Who signs
and who verifies is the caller's: this room knows no keys. A bundle adds; it never says otherwise what was published.
"""

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from forms.folders import PARTS, BadSource, Folder, toml_files
from forms.index import dumps
from forms.sources import Sources, Table, parsed, read_sources, take
from forms.words import say

FORMAT = 1
MANIFEST, SIGNATURE, SUFFIX = "manifest.json", "manifest.sig", ".bundle"
MOST_BYTES = 20 * 2**20
_NEVER = (1980, 1, 1, 0, 0, 0)  # a ZIP has to name a time; this one is always the same

Sign = Callable[[bytes], bytes]
Verify = Callable[[bytes, bytes], bool]  # the manifest's bytes and the signature: is it genuine?


class BadBundle(ValueError):
    """A bundle that may not be used; nothing was changed. `key` finds the sentence in forms.words."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(say(key, **values))
        self.key = key


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle. `serial` counts an issuer's bundles; `since` is the time, with zone, from which it holds."""

    issuer: str
    serial: int
    since: datetime
    source: Folder
    content: bytes


def pack_bundle(folder: Path, *, issuer: str, serial: int, since: datetime, sign: Sign) -> bytes:
    """The bytes of a bundle of the definitions, code sets, blocks and joint matters in a folder: the same for the same.

    Raises BadBundle for a folder that holds none, or a time without zone.
    """
    import hashlib

    contents = {name: path.read_bytes() for name, path in toml_files(folder) if name.partition("/")[0] in PARTS}
    if not contents or since.tzinfo is None:
        raise BadBundle("bundle_empty" if not contents else "bundle_time")
    manifest = dumps(
        {
            "format": FORMAT,
            "issuer": issuer,
            "serial": serial,
            "since": since.isoformat(timespec="seconds"),
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
        }
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as parcel:
        for name, content in ((MANIFEST, manifest), (SIGNATURE, sign(manifest)), *sorted(contents.items())):
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.create_system = 3
            parcel.writestr(entry, content)
    return packed.getvalue()


def open_bundle(content: bytes, verify: Verify) -> Bundle:
    """Open and verify a bundle: the signature first, then that every file is the one signed. Raises BadBundle."""
    manifest, contents = _unpacked(content, verify)
    try:
        files: Mapping[str, str] = dict(manifest["files"])
        since = datetime.fromisoformat(manifest["since"])
        issuer, serial = str(manifest["issuer"]), int(manifest["serial"])
    except (KeyError, TypeError, ValueError) as cause:
        raise BadBundle("bundle_form") from cause
    if manifest.get("format") != FORMAT or since.tzinfo is None:
        raise BadBundle("bundle_form")
    _same(files, contents)
    return Bundle(issuer, serial, since, zipfile.Path(zipfile.ZipFile(BytesIO(content))), content)


def install_bundle(content: bytes, shelf: Path, verify: Verify) -> Bundle:
    """Put a verified bundle on the shelf, where it waits for its hour. The same one twice does no harm.

    Raises BadBundle: not genuine, a definition with faults, or one that says otherwise what is published already.
    Raises OSError.
    """
    bundle = open_bundle(content, verify)
    before = _shelved(shelf, verify)[0]
    _prove(bundle, [one.source for one in before if one.content != content])
    shelf.mkdir(parents=True, exist_ok=True)
    place = shelf / f"{bundle.serial:06}-{_digest(content)[:12]}{SUFFIX}"
    half = place.with_suffix(".half")
    half.write_bytes(content)
    half.replace(place)
    return bundle


def held_bundles(shelf: Path, at: datetime, verify: Verify) -> tuple[list[Bundle], list[str]]:
    """The bundles that hold at a time (with zone), the later ones last; and the names of files that are not genuine."""
    found, broken = _shelved(shelf, verify)
    return [one for one in found if one.since <= at], broken


def next_change(shelf: Path, at: datetime, verify: Verify) -> datetime | None:
    """When the next bundle begins to hold, so that the catalogue is opened anew; None when none waits."""
    return min((one.since for one in _shelved(shelf, verify)[0] if one.since > at), default=None)


def _shelved(shelf: Path, verify: Verify) -> tuple[list[Bundle], list[str]]:
    found: list[Bundle] = []
    broken: list[str] = []
    for place in sorted(shelf.glob(f"*{SUFFIX}")):
        try:
            found.append(open_bundle(place.read_bytes(), verify))
        except (BadBundle, OSError):
            broken.append(place.name)
    return sorted(found, key=lambda one: (one.since, one.serial)), broken


def _unpacked(content: bytes, verify: Verify) -> tuple[dict[str, Any], dict[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as parcel:
            entries = parcel.infolist()
            names = {one.filename for one in entries}
            if sum(one.file_size for one in entries) > MOST_BYTES or len(names) < len(entries):
                raise BadBundle("bundle_form")
            contents = {one.filename: parcel.read(one) for one in entries}
        manifest, signature = contents.pop(MANIFEST), contents.pop(SIGNATURE)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError) as cause:
        raise BadBundle("bundle_form") from cause
    if not verify(manifest, signature):
        raise BadBundle("bundle_signature")
    try:
        table = json.loads(manifest)
    except ValueError as cause:
        raise BadBundle("bundle_form") from cause
    return (table if isinstance(table, dict) else {}), contents


def _same(files: Mapping[str, str], contents: Mapping[str, bytes]) -> None:
    if set(files) != set(contents):
        raise BadBundle("bundle_files", given=", ".join(sorted(set(files) ^ set(contents)))[:200])
    for name, content in contents.items():
        path = name.split("/")
        if path[0] not in PARTS or not name.endswith(".toml") or {"", ".", ".."} & set(path) or "\\" in name:
            raise BadBundle("bundle_files", given=name[:200])
        if _digest(content) != files[name]:
            raise BadBundle("bundle_files", given=name[:200])


def _prove(bundle: Bundle, before: Sequence[Folder]) -> None:
    """What is new must be in order, and nothing that was published may be said otherwise."""
    from forms.audit import table_faults
    from forms.catalogue import shipped_folder
    from forms.compile import compiled

    home = shipped_folder()
    try:
        own = Sources()
        for name, path in toml_files(bundle.source):
            take(own, name, parsed(name, path.read_bytes()))
        _published(read_sources([home, *before]), own)
        sources = read_sources([home, *before, bundle.source])
        for (code, version), table in own.definitions.items():
            for place, sentence in table_faults(table, sources):
                raise BadBundle("bundle_fault", file=f"{code}.v{version}", place=place, sentence=sentence)
        compiled([home, *before, bundle.source])
    except BadSource as bad:
        raise BadBundle("bundle_fault", file=bad.path, place="", sentence=bad.fault) from bad


def _published(known: Sources, own: Sources) -> None:
    pairs: Iterable[tuple[Mapping[Any, Table], Mapping[Any, Table]]] = (
        (known.definitions, own.definitions),
        (known.joints, own.joints),
        (known.code_sets, own.code_sets),
        (known.blocks, own.blocks),
    )
    for before, now in pairs:
        for key, table in now.items():
            if before.get(key, table) != table:
                raise BadBundle("bundle_published", given=key if isinstance(key, str) else f"{key[0]}.v{key[1]}")


def _digest(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()
