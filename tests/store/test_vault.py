"""The header: many slots, one key, none of it in clear; whoever is not in it opens nothing."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore, open_store
from kiosk.store.dpapi import LOCAL_MACHINE, DpapiGuard
from kiosk.store.engine import choose
from kiosk.store.guards import KeyringGuard, MachineGuard, SystemdGuard, best_guard, machine_parts
from kiosk.store.keys import ByPassphrase, ByRecovery, StoreKeys
from kiosk.store.layout import HEADER_FILE
from kiosk.store.recovery import halves, new_recovery, read_recovery, written
from kiosk.store.vault import new_slot, read_header, write_header

from .conftest import TurnedClock

PHRASE = "correct horse battery staple"
SECRETS = st.binary(min_size=16, max_size=16)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture
def cabinet(store: OpenStore, folders: tuple[Path, Path], clock: TurnedClock) -> Cabinet:
    return Cabinet(store, folders[1], clock.now)


def elsewhere(folders: tuple[Path, Path]) -> Path:
    """Another machine's folder of keys: there is nothing in it."""
    return folders[1].with_name("other keys")


def test_the_key_itself_stands_nowhere_in_clear(store: OpenStore, folders: tuple[Path, Path]) -> None:
    (key,) = store.keys.candidates()
    for folder in folders:
        for path in filter(Path.is_file, folder.rglob("*")):
            content = path.read_bytes()
            assert key.encode() not in content
            assert bytes.fromhex(key) not in content


def test_another_machine_opens_nothing_and_says_the_way_out(folders: tuple[Path, Path], clock: TurnedClock) -> None:
    with pytest.raises(Trouble, match="key_elsewhere"):
        open_store(folders[0], elsewhere(folders), clock)


def test_a_passphrase_opens_it_there_and_a_wrong_one_does_not(
    cabinet: Cabinet, folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    cabinet.add_passphrase(PHRASE)
    open_store(folders[0], elsewhere(folders), clock, ByPassphrase(lambda: PHRASE)).close()
    with pytest.raises(Refusal, match="passphrase_wrong"):
        open_store(folders[0], elsewhere(folders), clock, ByPassphrase(lambda: PHRASE + "!"))


def test_what_a_passphrase_costs_stands_in_its_slot(cabinet: Cabinet) -> None:
    slot: Any = cabinet.add_passphrase(PHRASE)
    assert slot.kept["kdf"] == "argon2id"
    assert (slot.kept["iterations"], slot.kept["memory_kib"], slot.kept["lanes"]) == ("3", "65536", "4")
    assert len(slot.kept["salt"]) == 32
    other: Any = cabinet.add_passphrase(PHRASE)
    assert other.kept["salt"] != slot.kept["salt"]


@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaaaaaaa", "abababababab"])
def test_a_weak_passphrase_is_refused(cabinet: Cabinet, weak: str) -> None:
    with pytest.raises(Refusal, match="passphrase_weak"):
        cabinet.add_passphrase(weak)


def test_the_recovery_key_opens_it_there_whole_or_in_two_halves(
    cabinet: Cabinet, folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    secret = new_recovery()
    cabinet.add_recovery(secret, split=True)
    for text in (written(secret), " ".join(halves(secret)), ",".join(reversed(halves(secret)))):
        open_store(folders[0], elsewhere(folders), clock, ByRecovery(text)).close()
    with pytest.raises(Refusal, match="recovery_half"):
        open_store(folders[0], elsewhere(folders), clock, ByRecovery(halves(secret)[0]))
    with pytest.raises(Refusal, match="recovery_wrong"):
        open_store(folders[0], elsewhere(folders), clock, ByRecovery(written(new_recovery())))


def test_a_new_sheet_makes_the_old_one_void(cabinet: Cabinet, folders: tuple[Path, Path], clock: TurnedClock) -> None:
    old, new = new_recovery(), new_recovery()
    cabinet.add_recovery(old, split=False)
    cabinet.add_recovery(new, split=False)
    with pytest.raises(Refusal, match="recovery_wrong"):
        open_store(folders[0], elsewhere(folders), clock, ByRecovery(written(old)))
    open_store(folders[0], elsewhere(folders), clock, ByRecovery(written(new))).close()


@given(secret=SECRETS)
def test_a_recovery_key_is_read_as_it_was_written(secret: bytes) -> None:
    assert read_recovery(written(secret)) == secret
    assert read_recovery(written(secret).lower().replace("-", " ").replace("0", "o").replace("1", "l")) == secret
    first, second = halves(secret)
    assert read_recovery(f"{second}\n{first}") == secret


@given(secret=SECRETS, at=st.integers(0, 31), letter=st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_found(secret: bytes, at: int, letter: str) -> None:
    letters = written(secret).replace("-", "")
    wrong = letters[:at] + letter + letters[at + 1 :]
    if wrong == letters:
        assert read_recovery(wrong) == secret
        return
    with pytest.raises(Refusal, match="recovery_mistyped"):
        read_recovery(wrong)


@given(secret=SECRETS)
def test_one_half_tells_nothing(secret: bytes) -> None:
    """Each half of the same secret is another every time: it is noise, and the other half has what it lacks."""
    assert halves(secret)[0] != halves(secret)[0]
    mine, theirs = halves(secret), halves(secret)
    with pytest.raises(Refusal, match="recovery_halves"):
        read_recovery(f"{mine[0]} {theirs[0]}")


def test_a_slot_that_a_stranger_put_in_is_seen(
    store: OpenStore, folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    """He may write to the disk and hopes that the next key, or the next backup, is wrapped for him too."""
    path = folders[0] / HEADER_FILE
    header = read_header(path)
    assert header is not None
    stranger = new_slot("recovery", bytes(range(32)), {}, "2026-11-23")
    write_header(path, replace(header, slots=(*header.slots, stranger)))
    with pytest.raises(Trouble, match="header_altered"):
        open_store(*folders, clock)
    with pytest.raises(Trouble, match="header_altered"):
        Cabinet(store, folders[1], clock.now).rotate()


def test_a_slot_that_was_taken_out_opens_nothing(
    cabinet: Cabinet, folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    slot = cabinet.add_passphrase(PHRASE)
    cabinet.remove(slot.id)
    with pytest.raises(Trouble, match="key_elsewhere"):
        open_store(folders[0], elsewhere(folders), clock, ByPassphrase(lambda: PHRASE))


def test_nobody_locks_himself_out(cabinet: Cabinet, store: OpenStore) -> None:
    (machine,) = store.keys.header.slots
    with pytest.raises(Refusal, match="slot_last"):
        cabinet.remove(machine.id)
    cabinet.add_recovery(new_recovery(), split=False)
    with pytest.raises(Refusal, match="slot_needs_other"):
        cabinet.remove(machine.id)
    with pytest.raises(Refusal, match="slot_unknown"):
        cabinet.remove("nonesuch")


def test_where_nobody_is_asked_the_passphrase_is_needed(
    cabinet: Cabinet, store: OpenStore, folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    (machine,) = store.keys.header.slots
    cabinet.add_passphrase(PHRASE)
    cabinet.remove(machine.id)
    with pytest.raises(Trouble, match="unlock_needed"):
        open_store(*folders, clock)
    open_store(*folders, clock, ByPassphrase(lambda: PHRASE)).close()


@pytest.mark.parametrize("rubbish", ["", "{}", "[]", '{"store": 7, "slots": [], "keys": [7]}', "\x00"])
def test_a_damaged_header_is_said(folders: tuple[Path, Path], clock: TurnedClock, rubbish: str) -> None:
    (folders[0] / HEADER_FILE).write_text(rubbish)
    with pytest.raises(Trouble, match="header_unreadable"):
        open_store(*folders, clock)


def clear_again(store: OpenStore, folders: tuple[Path, Path]) -> Path:
    """The store as an older program has left it: its key in clear, no header."""
    key, old = store.keys.candidates()[0], folders[1] / f"{store.keys.header.store}.key"
    store.close()
    for path in (folders[0] / HEADER_FILE, *folders[1].iterdir()):
        path.unlink()
    old.write_text(key)
    return old


def test_a_key_that_lay_in_clear_is_taken_over_and_gone(
    store: OpenStore, folders: tuple[Path, Path], reopen: Callable[[], OpenStore]
) -> None:
    with store.work("cli") as work:
        work.drawer.set_setting("kept", "as it was")
    old = clear_again(store, folders)
    with reopen().look() as work:
        assert work.drawer.setting("kept") == "as it was"
    assert not old.exists()
    header = read_header(folders[0] / HEADER_FILE)
    assert header is not None
    assert header.taken_over
    again = reopen()
    cabinet = Cabinet(again, folders[1], again.clock.now)
    assert cabinet.slots()[1], "it is advised to take another key"
    cabinet.rotate()
    assert not cabinet.slots()[1]


def test_a_taking_over_that_was_cut_off_is_finished(
    store: OpenStore, folders: tuple[Path, Path], reopen: Callable[[], OpenStore]
) -> None:
    old = clear_again(store, folders)
    key = old.read_text()
    reopen().close()
    old.write_text(key)  # as if the power had failed before the clear file was removed
    reopen()
    assert not old.exists()


def test_a_clear_key_of_another_store_is_left_alone(
    store: OpenStore, folders: tuple[Path, Path], reopen: Callable[[], OpenStore]
) -> None:
    """Whatever it opens, it is not this store: nobody's only key is wiped."""
    old = folders[1] / f"{store.keys.header.store}.key"
    old.write_text("ab" * 32)
    reopen()
    assert old.read_text() == "ab" * 32


def test_the_machines_half_is_nothing_on_another_machine(tmp_path: Path) -> None:
    here = {"machine-id": "3d1219c7", "product-uuid": "4c4c4544"}
    secret = bytes(range(32))
    kept = MachineGuard("ab", tmp_path, lambda: here).seal(secret)
    assert MachineGuard("ab", tmp_path, lambda: here | {"new-part": "x"}).open(kept) == secret
    for other in ({"machine-id": "else"}, {"product-uuid": "else"}):
        assert MachineGuard("ab", tmp_path, lambda other=other: here | other).open(kept) is None  # type: ignore[misc]
    assert MachineGuard("ab", tmp_path / "copy", lambda: here).open(kept) is None
    assert MachineGuard("cd", tmp_path, lambda: here).open(kept) is None


def test_a_machines_parts_are_read_where_they_stand(tmp_path: Path) -> None:
    assert machine_parts(tmp_path) == {}
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "machine-id").write_text("3d12\n")
    (tmp_path / "sys/class/dmi/id").mkdir(parents=True)
    (tmp_path / "sys/class/dmi/id/product_uuid").write_text("4c4c\n")
    assert machine_parts(tmp_path) == {"machine-id": "3d12", "product-uuid": "4c4c"}


def test_windows_is_asked_for_the_machine_or_for_the_user() -> None:
    """The seam: what Windows does with it cannot be seen here."""
    asked: list[tuple[str, bytes, int]] = []

    def protect(function: str, content: bytes, entropy: bytes, flags: int) -> bytes:
        asked.append((function, entropy, flags))
        return bytes(b ^ 0x5A for b in content)

    for scope, flag in (("machine", LOCAL_MACHINE), ("user", 0)):
        guard = DpapiGuard("ab12", scope, protect)
        kept = guard.seal(b"s" * 32)
        assert guard.open(kept) == b"s" * 32
        assert kept["scope"] == scope
        assert asked[-1][:2] == ("CryptUnprotectData", b"ab12")
        assert asked[-1][2] & LOCAL_MACHINE == flag


def test_where_windows_says_no_another_slot_may_open() -> None:
    def refuses(function: str, content: bytes, entropy: bytes, flags: int) -> bytes:
        raise OSError(function)

    with pytest.raises(Trouble, match="guard_missing"):
        DpapiGuard("ab12", "machine", refuses).seal(b"s" * 32)
    assert DpapiGuard("ab12", "machine", refuses).open({"scope": "machine", "sealed": "AAAA"}) is None


def test_systemd_is_asked_with_the_stores_own_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def creds(words: list[str], *, input: bytes, **_: Any) -> "subprocess.CompletedProcess[bytes]":  # noqa: A002
        assert words[0] == "systemd-creds"
        assert words[2] == "--name=weimin-kiosk-ab12"
        return subprocess.CompletedProcess(words, 0, input[::-1], b"")

    guard = SystemdGuard("ab12", creds)
    kept = guard.seal(b"s" * 32)
    assert guard.open(kept) == b"s" * 32
    (tmp_path / "weimin-kiosk").write_text((b"t" * 32).hex())
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert guard.open(kept) == b"t" * 32, "what a unit hands over comes first"


def test_without_systemd_the_machine_guards_it(tmp_path: Path) -> None:
    def none(words: list[str], **_: Any) -> "subprocess.CompletedProcess[bytes]":
        raise FileNotFoundError(words[0])

    with pytest.raises(Trouble, match="guard_missing"):
        SystemdGuard("ab12", none).seal(b"s" * 32)
    assert SystemdGuard("ab12", none).open({"credential": "AAAA"}) is None
    with pytest.raises(Trouble, match="guard_missing"):
        best_guard("ab12", tmp_path, "nonesuch")


class Ring:
    """A keyring as the package of that name gives it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))


def test_a_keyring_keeps_it_for_its_user_and_nothing_stands_in_the_header() -> None:
    ring = Ring()
    guard = KeyringGuard("ab12", ring)
    assert guard.seal(b"s" * 32) == {}
    assert guard.open({}) == b"s" * 32
    assert KeyringGuard("ab12", Ring()).open({}) is None
    assert KeyringGuard("ab12", object()).open({}) is None
    with pytest.raises(Trouble, match="guard_missing"):
        KeyringGuard("ab12", object()).seal(b"s" * 32)


def test_nothing_is_kept_in_clear_unless_somebody_has_allowed_it() -> None:
    for build in ("sqlite3", "a_build_that_is_not_here"):
        with pytest.raises(Trouble, match="encryption_missing"):
            choose(build, "")
        assert choose(build, "allowed").__name__ == "sqlite3"
    assert choose("sqlcipher3", "").__name__ == "sqlcipher3"


def test_a_header_says_nothing_that_is_secret(cabinet: Cabinet, store: OpenStore, folders: tuple[Path, Path]) -> None:
    cabinet.add_passphrase(PHRASE, "张桂英")
    secret = new_recovery()
    cabinet.add_recovery(secret, split=False)
    said = json.loads((folders[0] / HEADER_FILE).read_text())
    assert set(said) == {"format", "store", "taken_over", "slots", "keys"}
    text = (folders[0] / HEADER_FILE).read_text()
    assert PHRASE not in text
    assert secret.hex() not in text
    opened = store.keys.opened()
    assert repr(opened.newest_first()[0]) not in repr(opened), "nor does a log that shows it"


def test_a_store_without_its_header_says_so(store: OpenStore, folders: tuple[Path, Path]) -> None:
    (folders[0] / HEADER_FILE).unlink()
    with pytest.raises(Trouble, match="header_missing"):
        StoreKeys(folders[0], ByPassphrase(lambda: "")).candidates()
