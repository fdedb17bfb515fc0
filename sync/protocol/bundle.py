"""A bundle (邮包): what a round carries, as a file on a stick; signed by its sender, its parts in envelopes.

A `.psb` file is a zip archive without compression: parts, each for its receiver alone, and a manifest that the sender
has signed. It is read within the archive, never unpacked to a disk, and nothing of it is believed before the manifest's
signature and a part's SHA-256 hold. Whoever carries it learns which device it is from and how large it is, no more.
"""

import re
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

import cbor2
import msgspec

from sync.protocol.cose import NotSealed, Sign1, read_sign1, sign1
from sync.protocol.seal import AlgorithmUnknown, Signer

UP, DOWN = "up", "down"  # a device's bundle for its upstream, an upstream's answer for a device
SUFFIX = ".psb"
LARGEST_FILE = 2 * 1024**3 - 1  # bytes: within what every file system of a stick takes
MOST_PARTS = 20_000
MOST_PART = 9_000_000  # bytes of one part
MOST_MANIFEST = 4_000_000
MANIFEST = "manifest.cbor"
_PURPOSES = {UP: b"weimin bundle", DOWN: b"weimin answer"}
_PART_NAME = re.compile(r"(events|scan)-\d{5}", re.ASCII)
_FILE_NAME = re.compile(r"(?:bundle|answer)-[0-9A-Za-z][0-9A-Za-z.-]{0,119}\.psb", re.ASCII)
_END = struct.Struct("<4s4H2LH")  # APPNOTE 4.3.16, without a comment
_LOCATOR = b"PK\x06\x07"  # of ZIP64, 20 bytes long: it would overrule the counts that were looked at
_PLAIN_FILE = 0o600 << 16
_MOST_DIRECTORY = 4_000_000


class NotABundle(ValueError):
    """These bytes are no bundle: cut, altered, too large, or something else. Nothing of it was taken."""


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A part as the manifest lists it: `sha256` is of the envelope, as it lies in the archive."""

    name: str
    size: int
    sha256: bytes


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the sender signs. `to` names the receiver's letterbox (first 8 bytes of SHA-256 over its public half);
    `device` whose journal it is about, upwards and downwards.

    Upwards: entries `first` … `last` of `epoch`, behind the chain `before`, and the `chain` at the last; `kept` the
    last acknowledgement seen; `letterbox` where an answer may go; `wants` blobs (SHA-256, hex) that are wanted with
    it. Downwards: `since` is the cursor behind which the news begin.
    """

    way: str
    device: str
    to: bytes
    epoch: int = 0
    first: int = 0
    last: int = 0
    before: bytes = b""
    chain: bytes = b""
    kept: bytes = b""
    letterbox: bytes = b""
    wants: tuple[str, ...] = ()
    since: str = ""
    app: str = ""
    nonce: str = ""
    volume: int = 1
    parts: tuple[Part, ...] = ()

    def about(self, part: str) -> bytes:
        """What a part's envelope is bound to: this manifest but for its list of parts, and the part's name."""
        return sha256(_written(msgspec.structs.replace(self, parts=()))).digest() + part.encode("ascii")


class ScanLine(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a scan's part; behind it are the bytes from offset `at` on."""

    sha256: str
    at: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was opened: verify its seal before anything else."""

    manifest: Manifest
    seal: Sign1
    archive: zipfile.ZipFile

    def is_from(self, public_key: bytes) -> bool:
        """Whether the owner of this key has sent it."""
        return self.seal.verify(public_key, aad=_PURPOSES[self.manifest.way])

    def names(self, kind: str) -> list[str]:
        """Names of the parts of a kind ('events', 'scan'), in order."""
        return [part.name for part in self.manifest.parts if part.name.startswith(kind)]

    def read(self, name: str) -> bytes:
        """A part's envelope, as its sender put it in. Raises `NotABundle`."""
        part = next(part for part in self.manifest.parts if part.name == name)
        try:
            content = self.archive.read(name)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise NotABundle(str(error)) from error
        if len(content) != part.size or sha256(content).digest() != part.sha256:
            raise NotABundle("a part is not what was signed")
        return content

    def check(self) -> None:
        """Read every part once. Raises `NotABundle`."""
        for part in self.manifest.parts:
            self.read(part.name)


class BundleWriter:
    """Writes one bundle into an open file, part by part; nobody can read it before `finish`."""

    def __init__(self, file: BinaryIO, manifest: Manifest, box: bytes) -> None:
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=False)
        self._manifest = manifest
        self._box = box
        self._parts: list[Part] = []
        self._counts: dict[str, int] = {}
        self.size = 0

    def add(self, kind: str, content: bytes) -> None:
        """Put `content` in an envelope, and that in the bundle. Raises OSError, `NotForUs`."""
        from sync.protocol.envelope import put_in_envelope

        self._counts[kind] = number = self._counts.get(kind, 0) + 1
        name = f"{kind}-{number:05d}"
        sealed = put_in_envelope(content, self._box, self._manifest.about(name))
        self._put(name, sealed)
        self._parts.append(Part(name, len(sealed), sha256(sealed).digest()))

    def finish(self, sign: Signer, key_id: bytes) -> Manifest:
        """Sign the list of parts, and end the archive. Raises OSError."""
        manifest = msgspec.structs.replace(self._manifest, parts=tuple(self._parts))
        self._put(MANIFEST, sign1(_written(manifest), sign, key_id, aad=_PURPOSES[manifest.way]))
        self._archive.close()
        return manifest

    def drop(self) -> None:
        """Let go of a bundle that will never be finished."""
        self._archive.fp = None  # else its __del__ would try to end the archive on a stick that is gone

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    def _put(self, name: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(name)
        entry.create_system, entry.external_attr = 3, _PLAIN_FILE  # the same bytes on every system
        self._archive.writestr(entry, content)
        self.size += len(content) + 2 * len(name) + 100


def read_bundle(file: BinaryIO) -> Bundle:
    """Open a bundle. Nothing is verified yet but its shape and its limits. Raises `NotABundle`."""
    try:
        return _opened(file, _length(file))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, struct.error, msgspec.MsgspecError) as error:
        raise NotABundle(str(error)) from error
    except (NotSealed, AlgorithmUnknown, cbor2.CBORDecodeError, RuntimeError, ValueError) as error:
        raise NotABundle(str(error)) from error


def write_scan(line: ScanLine, content: bytes) -> bytes:
    """The content of a scan's part."""
    return msgspec.json.encode(line) + b"\n" + content


def read_scan(content: bytes) -> tuple[ScanLine, bytes]:
    """A scan's part taken apart. Raises `NotABundle`."""
    head, _, piece = content.partition(b"\n")
    try:
        return msgspec.json.decode(head, type=ScanLine), piece
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotABundle(str(error)) from error


def bundle_name(manifest: Manifest, mark: str = "") -> str:
    """`bundle-DEVICE-EPOCH-FIRST-LAST.psb`, ASCII; the second and later files of the same entries carry their number
    as well, and a `mark` tells others with the same numbers apart."""
    volume = f"-v{manifest.volume}" if manifest.volume > 1 else ""
    apart = f"-{mark}" if mark else ""
    return f"bundle-{manifest.device}-{manifest.epoch}-{manifest.first}-{manifest.last}{volume}{apart}{SUFFIX}"


def answer_name(device: str, mark: str) -> str:
    """`answer-DEVICE-MARK.psb`; the mark tells one answer from another."""
    return f"answer-{device}-{mark}{SUFFIX}"


def is_bundle_name(name: str) -> bool:
    """Whether a file of this name is looked at at all."""
    return _FILE_NAME.fullmatch(name) is not None


def _written(manifest: Manifest) -> bytes:
    return cbor2.dumps(msgspec.to_builtins(manifest, builtin_types=(bytes,)))


def _length(file: BinaryIO) -> int:
    length = file.seek(0, 2)
    if not _END.size < length <= LARGEST_FILE:
        raise NotABundle("no size of a bundle")
    return length


def _opened(file: BinaryIO, length: int) -> Bundle:
    file.seek(max(0, length - _END.size - len(_LOCATOR) - 16))
    tail = file.read()
    mark, _, _, _, count, directory, at, comment = _END.unpack(tail[-_END.size :])
    whole = at + directory + _END.size == length and comment == 0 and mark == b"PK\x05\x06"
    if not whole or tail.startswith(_LOCATOR) or count > MOST_PARTS + 1 or directory > _MOST_DIRECTORY:
        raise NotABundle("cut, or not as we write it")
    archive = zipfile.ZipFile(file)
    entries = archive.infolist()
    _must_be_plain(entries, length)
    seal = read_sign1(archive.read(MANIFEST))
    manifest = msgspec.convert(cbor2.loads(seal.payload or b""), Manifest)
    _must_fit(manifest, entries)
    return Bundle(manifest, seal, archive)


def _must_be_plain(entries: Sequence[zipfile.ZipInfo], length: int) -> None:
    """Our own names, each once, nothing compressed or encrypted, and no more content than the file is long."""
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or MANIFEST not in names:
        raise NotABundle("names twice, or no manifest")
    for entry in entries:
        marked = entry.flag_bits or entry.external_attr != _PLAIN_FILE or entry.extra or entry.comment
        plain = entry.compress_type == zipfile.ZIP_STORED and not marked
        most = MOST_MANIFEST if entry.filename == MANIFEST else MOST_PART
        named = entry.filename == MANIFEST or _PART_NAME.fullmatch(entry.filename)
        if not (plain and named and entry.file_size == entry.compress_size <= most):
            raise NotABundle("not as we write it")
    if sum(entry.file_size for entry in entries) > length:
        raise NotABundle("more inside than outside")


def _must_fit(manifest: Manifest, entries: Sequence[zipfile.ZipInfo]) -> None:
    """The archive holds what the manifest lists, and nothing else."""
    if manifest.way not in _PURPOSES:
        raise NotABundle("neither up nor down")
    listed = {part.name: part.size for part in manifest.parts}
    found = {entry.filename: entry.file_size for entry in entries if entry.filename != MANIFEST}
    if len(listed) != len(manifest.parts) or listed != found:
        raise NotABundle("not what the manifest lists")
