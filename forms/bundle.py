"""A parcel of definitions from the county: packed the same way every time, signed, verified, and held from its hour on.

A bundle is a ZIP without compression: `manifest.json`, its signature, and the TOML files of a source folder, with the
county's own values (`county.toml`) if it sets any, and a year's working days (`calendar.toml`). Who signs and who
verifies is the caller's: this room knows no keys.
A bundle adds; it never says otherwise what was published. The manifest's SHA-256 is its name: who signed it beside the
issuer changes nothing.
"""

import json
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from forms.answers import Problem
from forms.folders import PARTS, BadSource, Folder, toml_files
from forms.index import dumps
from forms.sources import Sources, Table, parsed, read_sources, take
from forms.words import say

FORMAT = 1
MANIFEST, SIGNATURE, SUFFIX, COUNTY = "manifest.json", "manifest.sig", ".bundle", "county.toml"
CALENDAR = "calendar.toml"  # of one year, in the form of forms/calendar/2026.toml
MOST_BYTES = 20 * 2**20
_NEVER = (1980, 1, 1, 0, 0, 0)  # a ZIP has to name a time; this one is always the same

Sign = Callable[[bytes], bytes]
Verify = Callable[[bytes, bytes], bool]  # the manifest's bytes and the signature: is it genuine?


class BadBundle(ValueError):
    """A bundle that may not be used; nothing was changed. `key` finds the sentence in forms.words; `faults` are all
    that is wrong with its definitions, by file and place."""

    def __init__(self, key: str, faults: Sequence[Problem] = (), **values: object) -> None:
        super().__init__(say(key, **values))
        self.key = key
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle. `serial` counts an issuer's bundles; `since` is the time, with zone, from which it holds;
    `digest` the manifest's SHA-256 (hex); `county` the county's own values, `calendar` a year's working days, None
    where it has none."""

    issuer: str
    serial: int
    since: datetime
    source: Folder
    content: bytes
    digest: str = ""
    county: bytes | None = None
    calendar: bytes | None = None

    @property
    def file(self) -> str:
        """Its name on a shelf."""
        return f"{self.serial:06}-{self.digest[:12]}{SUFFIX}"


def pack_bundle(folder: Path, *, issuer: str, serial: int, since: datetime, sign: Sign) -> bytes:
    """The bytes of a bundle of the definitions, code sets, blocks and joint matters in a folder, and of its
    `county.toml`: the same for the same.

    Raises BadBundle for a folder that holds none, or a time without zone.
    """
    import hashlib

    contents = {name: path.read_bytes() for name, path in toml_files(folder) if name.partition("/")[0] in PARTS}
    for name in (COUNTY, CALENDAR):
        if (own := folder / name).is_file():
            contents[name] = own.read_bytes()
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
    return _zipped(manifest, sign(manifest), contents)


def signed_anew(content: bytes, sign: Callable[[bytes, bytes], bytes]) -> bytes:
    """The same bundle under another signature: `sign` is given the manifest and the one it has. Raises BadBundle."""
    given: list[bytes] = []

    def keep(manifest: bytes, signature: bytes) -> bool:
        given[:] = [manifest, signature]
        return True

    _, contents = _unpacked(content, keep)
    return _zipped(given[0], sign(*given), contents)


def _zipped(manifest: bytes, signature: bytes, contents: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as parcel:
        for name, content in ((MANIFEST, manifest), (SIGNATURE, signature), *sorted(contents.items())):
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.create_system = 3
            parcel.writestr(entry, content)
    return packed.getvalue()


def open_bundle(content: bytes, verify: Verify) -> Bundle:
    """Open and verify a bundle: the signature first, then that every file is the one signed. Raises BadBundle."""
    manifests: list[bytes] = []

    def verified(manifest: bytes, signature: bytes) -> bool:
        manifests.append(manifest)
        return verify(manifest, signature)

    manifest, contents = _unpacked(content, verified)
    try:
        files: Mapping[str, str] = dict(manifest["files"])
        since = datetime.fromisoformat(manifest["since"])
        issuer, serial = str(manifest["issuer"]), int(manifest["serial"])
    except (KeyError, TypeError, ValueError) as cause:
        raise BadBundle("bundle_form") from cause
    if manifest.get("format") != FORMAT or since.tzinfo is None or serial < 1:
        raise BadBundle("bundle_form")
    _same(files, contents)
    source = zipfile.Path(zipfile.ZipFile(BytesIO(content)))
    digest, own = _digest(manifests[0]), (contents.get(COUNTY), contents.get(CALENDAR))
    return Bundle(issuer, serial, since, source, content, digest, *own)


def prove_bundle(bundle: Bundle, shelf: Path, verify: Verify) -> None:
    """See that it is in order and says nothing otherwise beside what is on the shelf. Raises BadBundle, OSError."""
    before = [one for one in _shelved(shelf, verify)[0] if one.digest != bundle.digest]
    if any((one.issuer, one.serial) == (bundle.issuer, bundle.serial) for one in before):
        raise BadBundle("bundle_serial", issuer=bundle.issuer, serial=bundle.serial)
    _prove(bundle, [one.source for one in before])


def install_bundle(content: bytes, shelf: Path, verify: Verify) -> Bundle:
    """Put a verified bundle on the shelf, where it waits for its hour. The same one twice does no harm.

    Raises BadBundle: not genuine, a definition with faults, one that says otherwise what is published already, or one
    whose number its issuer has used for another. Raises OSError.
    """
    bundle = open_bundle(content, verify)
    place = shelf / bundle.file
    prove_bundle(bundle, shelf, verify)
    if place.exists() and place.name not in _shelved(shelf, verify)[1]:
        return bundle
    shelf.mkdir(parents=True, exist_ok=True)
    half = place.with_suffix(".half")
    with half.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
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
        if (
            (path[0] not in PARTS and name not in (COUNTY, CALENDAR))
            or not name.endswith(".toml")
            or {"", ".", ".."} & set(path)
            or "\\" in name
        ):
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
        faults = [
            Problem(f"{code}.v{version}", place, sentence)
            for (code, version), table in own.definitions.items()
            for place, sentence in table_faults(table, sources)
        ]
        faults += [*_county_faults(bundle.county, sources), *_calendar_faults(bundle.calendar)]
        if not faults:
            compiled([home, *before, bundle.source])
    except BadSource as bad:
        faults = [Problem(bad.path, "", bad.fault)]
    if faults:
        raise BadBundle("bundle_fault", faults, file=faults[0].file, place=faults[0].place, sentence=faults[0].sentence)


def _county_faults(content: bytes | None, sources: Sources) -> list[Problem]:
    from forms.county import read_county
    from forms.loading import parameter_from

    known = {key: parameter_from({"value": None, "note": "", **one}) for key, one in sources.parameters.items()}
    return read_county(content, known, COUNTY)[1] if content is not None else []


def _calendar_faults(content: bytes | None) -> list[Problem]:
    from forms.workdays import Calendar

    try:
        Calendar.from_texts([content.decode("utf-8")] if content is not None else [])
    except (ValueError, TypeError, AttributeError):
        return [Problem(CALENDAR, "", say("calendar_form"))]
    return []


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
