"""Messages between a device and its upstream: bodies travel byte for byte, and nothing altered or cut is believed."""

import contextlib

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol.entry import GENESIS, DeviceId, Entry, link
from sync.protocol.exchange import (
    MOST_BYTES,
    Answer,
    Hello,
    NotAMessage,
    Reply,
    Request,
    RunResult,
    Sealed,
    Writer,
    head_lines,
    heads_of,
    read_reply,
    read_request,
    read_sealed,
    runs_of,
    write_reply,
    write_request,
)
from sync.protocol.seal import hash_named, key_id, load_key, new_key, public_bytes
from sync.protocol.statements import Head, read_head_statement, read_kept, state_head, state_kept

DEVICE = DeviceId("341323110000-01")
KEY, CITY = load_key(bytes(range(32))), load_key(bytes(range(1, 33)))
PUBLIC, CITY_PUBLIC = public_bytes(KEY), public_bytes(CITY)
BODIES = st.lists(st.binary(min_size=1, max_size=60).map(lambda b: b.replace(b"\n", b" ")), min_size=1, max_size=8)


def chained(bodies: list[bytes], epoch: int = 1, digest: str = "sha-256") -> list[Entry]:
    made, prev = [], GENESIS
    for seq, body in enumerate(bodies, 1):
        made.append(link(DEVICE, epoch, seq, prev, body, hash_named(digest)))
        prev = made[-1].chain
    return made


def request(entries: list[Entry], digest: str = "sha-256") -> bytes:
    hello = Hello(device=DEVICE, nonce="n", heads=head_lines([Head(1, 2, b"c" * 32)]))
    return write_request(hello, runs_of(entries, lambda _device: digest), Writer(KEY.sign, key_id(PUBLIC), digest))


def opened(message: bytes) -> Request:
    return read_request(read_sealed(message))


@given(BODIES, st.sampled_from(["sha-256", "sm3"]))
def test_entries_arrive_as_they_were_written(bodies: list[bytes], digest: str) -> None:
    entries = chained(bodies, digest=digest)
    sealed = read_sealed(request(entries, digest))
    assert sealed.is_from(PUBLIC, digest)
    assert not sealed.is_from(CITY_PUBLIC, digest)
    read = read_request(sealed)
    assert [entry for run in read.runs for entry in run.entries()] == entries
    assert heads_of(read.hello.heads) == (Head(1, 2, b"c" * 32),)


def test_entries_of_several_journals_come_in_their_order() -> None:
    mine, older = chained([b"a", b"b", b"c"]), chained([b"x", b"y"], epoch=2)
    mixed = [mine[0], mine[1], older[0], mine[2], older[1]]
    runs = opened(request(mixed)).runs
    assert [(run.epoch, run.seq, len(run.bodies)) for run in runs] == [(1, 1, 2), (2, 1, 1), (1, 3, 1), (2, 2, 1)]
    assert [entry for run in runs for entry in run.entries()] == mixed


def test_a_body_is_one_line() -> None:
    with pytest.raises(ValueError, match="one line"):
        request(chained([b"two\nlines"]))


@settings(max_examples=60)
@given(st.data())
def test_a_request_cut_anywhere_is_no_message(data: st.DataObject) -> None:
    message = request(chained([b"one", b"two"]))
    cut = message[: data.draw(st.integers(0, len(message) - 1))]
    assert not _believed(cut)
    with pytest.raises(NotAMessage):
        opened(cut)


@settings(max_examples=150)
@given(st.data())
def test_a_request_altered_anywhere_is_not_believed(data: st.DataObject) -> None:
    message = bytearray(request(chained([b"one", b"two"])))
    message[data.draw(st.integers(0, len(message) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert not _believed(bytes(message))


@settings(max_examples=150)
@given(st.data())
def test_lines_altered_before_they_were_packed_are_not_believed_and_do_no_harm(data: st.DataObject) -> None:
    """Somebody who can pack, but has no key."""
    sealed = read_sealed(request(chained([b"one", b"two"])))
    plain = bytearray(zstandard.ZstdDecompressor().decompress(sealed.packed))
    plain[data.draw(st.integers(0, len(plain) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    other = Sealed(sealed.seal, zstandard.ZstdCompressor().compress(bytes(plain)))
    assert not other.is_from(PUBLIC, "sha-256")
    with contextlib.suppress(NotAMessage):
        read_request(other)


def _believed(message: bytes) -> bool:
    try:
        return read_sealed(message).is_from(PUBLIC, "sha-256")
    except NotAMessage:
        return False


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(b"0" * (MOST_BYTES * 4))
    assert len(bomb) < 10_000
    with pytest.raises(NotAMessage, match="too large"):
        read_request(Sealed(read_sealed(request([])).seal, bomb))


@given(st.binary(max_size=300))
def test_rubbish_is_no_message(rubbish: bytes) -> None:
    with pytest.raises(NotAMessage):
        read_sealed(rubbish)
    seal = read_sealed(request([])).seal
    for packed in (rubbish, zstandard.ZstdCompressor().compress(rubbish)):
        for read in (read_request, read_reply):
            with pytest.raises(NotAMessage):
                read(Sealed(seal, packed))


def test_a_reply_answers_one_request_and_no_other() -> None:
    asked, other = request(chained([b"a"])), request(chained([b"b"]))
    result = RunResult(device=DEVICE, epoch=1, answer=Answer.GAP, at=7)
    reply = Reply(nonce="m", wall="2026-11-23T10:00:00+08:00", results=(result,), heads=(), kept=b"k", owed=("ff",))
    writer = Writer(CITY.sign, key_id(CITY_PUBLIC))
    sealed = read_sealed(write_reply(reply, runs_of(chained([b"news"])), writer, asked))
    assert read_reply(sealed).reply == reply
    assert sealed.answers(asked, CITY_PUBLIC, "sha-256")
    assert not sealed.answers(other, CITY_PUBLIC, "sha-256")
    assert not sealed.answers(asked, PUBLIC, "sha-256")


def test_a_request_cannot_be_handed_back_as_a_reply() -> None:
    asked = request([])
    assert not read_sealed(asked).answers(asked, PUBLIC, "sha-256")
    writer = Writer(KEY.sign, key_id(PUBLIC))
    assert not read_sealed(write_reply(Reply(nonce="n"), [], writer, asked)).is_from(PUBLIC, "sha-256")


def test_what_a_newer_version_adds_is_passed_over() -> None:
    lines = b'{"device":"d","nonce":"n","something_new":{"a":[1]},"speaks":["later"]}'
    seal = read_sealed(request([])).seal
    assert read_request(Sealed(seal, zstandard.ZstdCompressor().compress(lines))).hello.device == "d"


def test_a_head_statement_says_who_and_how_far() -> None:
    read = read_head_statement(state_head(DEVICE, Head(2, 9, b"h" * 32), KEY.sign, key_id(PUBLIC)))
    assert (read.device, read.head) == (DEVICE, Head(2, 9, b"h" * 32))
    assert read.verify(PUBLIC)
    assert not read.verify(public_bytes(new_key()))


def test_an_acknowledgement_is_the_upstreams_word() -> None:
    heads = (Head(1, 5, b"a" * 32), Head(3, 1, b"b" * 32))
    word = state_kept(DEVICE, "inc", "2026-11-23T10:00:00+08:00", heads, CITY.sign, key_id(CITY_PUBLIC))
    assert read_kept(word.proof) == word
    assert word.verify(CITY_PUBLIC)
    assert not word.verify(PUBLIC)
