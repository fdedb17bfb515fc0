"""A bundle as a file: what is cut, altered, foreign or swollen is refused before anything of it is believed."""

import io
import struct
import zipfile
from dataclasses import dataclass

import msgspec
import pytest

from sync.protocol.bundle import (
    MANIFEST,
    MOST_PARTS,
    Bundle,
    BundleWriter,
    Manifest,
    NotABundle,
    ScanLine,
    answer_name,
    bundle_name,
    is_bundle_name,
    read_bundle,
    read_scan,
    write_scan,
)
from sync.protocol.cose import NotSealed
from sync.protocol.envelope import (
    OVERHEAD,
    NotForUs,
    box_public,
    new_box,
    open_envelope,
    put_in_envelope,
    read_letterbox,
    state_letterbox,
)
from sync.protocol.seal import AlgorithmUnknown, key_id, new_key, public_bytes

BOX = new_box()
KEY = new_key()
SECRET = "张有福 341323196503121515".encode()
BEGINS = Manifest(way="up", device="341323110000-01", to=key_id(box_public(BOX)), epoch=1, first=3, last=7)


def written(*contents: bytes, manifest: Manifest = BEGINS) -> io.BytesIO:
    """A bundle with these parts."""
    file = io.BytesIO()
    writer = BundleWriter(file, manifest, box_public(BOX))
    for content in contents:
        writer.add("events", content)
    writer.finish(KEY.sign, key_id(public_bytes(KEY)))
    return file


def opened(bundle: Bundle) -> list[bytes]:
    """What is inside, as its receiver reads it."""
    assert bundle.is_from(public_bytes(KEY))
    return [open_envelope(bundle.read(name), BOX, bundle.manifest.about(name)) for name in bundle.names("events")]


def test_what_was_put_in_comes_out_and_only_for_its_receiver() -> None:
    file = written(SECRET, SECRET * 2)
    bundle = read_bundle(file)
    assert opened(bundle) == [SECRET, SECRET * 2]
    assert SECRET not in file.getvalue()
    assert bundle.manifest.parts[0].size == len(SECRET) + OVERHEAD
    with pytest.raises(NotForUs):
        open_envelope(bundle.read("events-00001"), new_box(), bundle.manifest.about("events-00001"))


def test_a_part_opens_only_in_its_own_bundle_and_place() -> None:
    """Whoever can write a manifest of his own still cannot pass another's part off as one of his."""
    bundle = read_bundle(written(SECRET))
    part = bundle.read("events-00001")
    elsewhere = msgspec.structs.replace(bundle.manifest, device="341323110000-02")
    for about in (elsewhere.about("events-00001"), bundle.manifest.about("events-00002")):
        with pytest.raises(NotForUs):
            open_envelope(part, BOX, about)


def test_every_byte_that_is_flipped_is_found_or_does_not_matter() -> None:
    """Manifest, parts and the archive's own structure: nothing else than what was put in ever comes out."""
    whole = written(SECRET, b"x" * 50).getvalue()
    found = 0
    for at in range(len(whole)):
        for bit in (0x01, 0x80):
            altered = whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :]
            try:
                bundle = read_bundle(io.BytesIO(altered))
                genuine = bundle.is_from(public_bytes(KEY))
                bundle.check()
                if not genuine:
                    raise NotABundle("another's")
                assert opened(bundle) == [SECRET, b"x" * 50]
            except NotABundle:
                found += 1
    assert found > 1.5 * len(whole)  # what is left are dates and the like, which nobody reads


def test_half_a_bundle_is_none() -> None:
    whole = written(SECRET, bytes(20_000)).getvalue()
    for length in [*range(0, len(whole), 4096), len(whole) - 1, len(whole) - 22]:
        with pytest.raises(NotABundle):
            read_bundle(io.BytesIO(whole[:length]))
    for more in (b"\0", whole):
        with pytest.raises(NotABundle):
            read_bundle(io.BytesIO(whole + more))


@dataclass(frozen=True)
class Entry:
    """One entry of an archive that somebody else has made."""

    name: str
    content: bytes = b"x"
    compressed: bool = False
    comment: bytes = b""
    mode: int = 0o600


def archive(*entries: Entry) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for one in entries:
            entry = zipfile.ZipInfo(one.name)
            entry.external_attr, entry.comment = one.mode << 16, one.comment
            kind = zipfile.ZIP_DEFLATED if one.compressed else zipfile.ZIP_STORED
            made.writestr(entry, one.content, kind)
    return file


@pytest.mark.parametrize(
    "entries",
    [
        [Entry("readme.txt"), Entry(MANIFEST)],
        [Entry("../../etc/cron.d/x"), Entry(MANIFEST)],
        [Entry("/etc/passwd"), Entry(MANIFEST)],
        [Entry("C:\\autorun.inf"), Entry(MANIFEST)],
        [Entry("events-00001", mode=0o120777), Entry(MANIFEST)],
        [Entry("events-00001", bytes(50_000_000), compressed=True), Entry(MANIFEST)],
        [Entry(MANIFEST, bytes(50_000_000), compressed=True)],
        [Entry(MANIFEST, comment=b"PK\x06\x07")],
        [Entry(f"events-{number:05d}", b"") for number in range(MOST_PARTS + 1)] + [Entry(MANIFEST)],
    ],
    ids=lambda entries: entries[0].name[:20] + str(len(entries)),
)
def test_strange_archives_are_refused_before_anything_in_them_is_read(entries: list[Entry]) -> None:
    with pytest.raises(NotABundle, match="not as we write it"):
        read_bundle(archive(*entries))


def test_an_archive_without_a_manifest_or_with_two_of_a_name_is_refused() -> None:
    with pytest.raises(NotABundle, match="no manifest"):
        read_bundle(archive(Entry("events-00001")))
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = archive(Entry("events-00001"), Entry("events-00001"), Entry(MANIFEST))
    with pytest.raises(NotABundle, match="names twice"):
        read_bundle(twice)
    with pytest.raises(NotABundle):
        read_bundle(archive(Entry(MANIFEST, b"no seal")))


def test_more_or_less_than_the_manifest_lists_is_refused() -> None:
    bundle = read_bundle(written(SECRET))
    manifest = bundle.archive.read(MANIFEST)
    part = bundle.read("events-00001")
    for entries in (
        [Entry(MANIFEST, manifest)],
        [Entry("events-00001", part), Entry("events-00002", part), Entry(MANIFEST, manifest)],
        [Entry("events-00001", part[:-1]), Entry(MANIFEST, manifest)],
    ):
        with pytest.raises(NotABundle):
            read_bundle(archive(*entries))
    swapped = archive(Entry("events-00001", part[:-1] + bytes([part[-1] ^ 1])), Entry(MANIFEST, manifest))
    with pytest.raises(NotABundle):
        read_bundle(swapped).check()


def test_parts_that_lie_over_one_another_are_refused() -> None:
    """A bomb of many names for the same bytes: together more than the file is long."""
    file = written(bytes(1000), bytes(1000))
    content = bytearray(file.getvalue())
    end = struct.unpack("<4s4H2LH", content[-22:])
    first = content.index(b"PK\x01\x02", end[6])
    second = content.index(b"PK\x01\x02", first + 4)
    for at in (first, second):
        struct.pack_into("<LL", content, at + 20, 5000, 5000)
    with pytest.raises(NotABundle, match="more inside"):
        read_bundle(io.BytesIO(bytes(content)))


def test_a_letterbox_is_its_owners_word() -> None:
    word = state_letterbox("city", box_public(BOX), KEY.sign, b"k" * 8)
    said = read_letterbox(word)
    assert (said.owner, said.public) == ("city", box_public(BOX))
    assert said.verify(public_bytes(KEY))
    assert not said.verify(public_bytes(new_key()))
    import cbor2

    from sync.protocol.cose import sign1

    for payload, bad in (
        (cbor2.dumps(["city", "sm2-sm4", box_public(BOX)]), AlgorithmUnknown),
        (cbor2.dumps(["city", "x"]), NotSealed),
        (b"\xff", NotSealed),
    ):
        with pytest.raises(bad):
            read_letterbox(sign1(payload, KEY.sign, b"k" * 8))
    with pytest.raises(NotForUs):
        put_in_envelope(b"x", bytes(32), b"")


def test_names_are_plain_and_looked_at_only_when_they_are_ours() -> None:
    assert bundle_name(BEGINS) == "bundle-341323110000-01-1-3-7.psb"
    assert bundle_name(msgspec.structs.replace(BEGINS, volume=2)) == "bundle-341323110000-01-1-3-7-v2.psb"
    assert is_bundle_name(bundle_name(BEGINS))
    assert is_bundle_name(answer_name("341323110000-01", "59dd1e7a.17"))
    for other in (
        ".bundle-1.psb.tmp",
        "bundle-1.psb.exe",
        "bundle-../x.psb",
        "bundle-甲.psb",
        "autorun.inf",
        "bundle-.psb",
    ):
        assert not is_bundle_name(other)


def test_a_scan_says_where_its_bytes_belong() -> None:
    line, piece = read_scan(write_scan(ScanLine(sha256="ab", at=65536), b"\n\x00x"))
    assert (line.sha256, line.at, piece) == ("ab", 65536, b"\n\x00x")
    with pytest.raises(NotABundle):
        read_scan(b"no line")
