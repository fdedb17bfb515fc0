"""How a PC keeps its data is read from its disk alone."""

import json
from pathlib import Path

import pytest

from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore
from kiosk.store.guards import MachineGuard, machine_parts
from kiosk.store.keys import guarded_slot
from kiosk.store.layout import HEADER_FILE, STORE_FILE
from kiosk.store.personal import PersonalSlots
from kiosk.store.protection import CLEAR, FILE_ONLY, KEPT, WEAK, protection
from kiosk.store.recovery import new_recovery
from kiosk.ui.strip import must_be_said

from .conftest import TurnedClock

Folders = tuple[Path, Path]


def test_where_nothing_is_nothing_is_said(tmp_path: Path) -> None:
    assert protection(tmp_path) == KEPT


def test_a_machine_without_a_chip_is_said_to_be_weak(store: OpenStore, folders: Folders) -> None:
    assert protection(folders[0]) == (WEAK if machine_parts() else FILE_ONLY)


def test_a_key_that_needs_nothing_of_this_machine_is_a_mere_file(
    store: OpenStore, folders: Folders, clock: TurnedClock
) -> None:
    bare = MachineGuard(store.keys.header.store, folders[1], dict)
    with store.keys.changing() as opened:
        store.keys.write(opened.with_slot(guarded_slot(bare, clock.now())))
    assert protection(folders[0]) == FILE_ONLY


def test_a_system_credential_and_people_are_well(store: OpenStore, folders: Folders, clock: TurnedClock) -> None:
    Cabinet(store, folders[1], clock.now).add_recovery(new_recovery(), split=False)
    PersonalSlots(store, clock.now).begin("admin", "Chuntian-2026")
    assert protection(folders[0]) == KEPT
    said = json.loads((folders[0] / HEADER_FILE).read_text("utf-8"))
    said["slots"][0]["kind"] = "systemd"
    (folders[0] / HEADER_FILE).write_text(json.dumps(said), "utf-8")
    assert protection(folders[0]) == KEPT


def test_what_lies_in_clear_is_found_by_its_first_bytes(tmp_path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(tmp_path / STORE_FILE)
    connection.execute("CREATE TABLE person (name)")
    connection.close()
    assert protection(tmp_path) == CLEAR


@pytest.mark.parametrize("role", ["window", "agent", "office", "desk"])
def test_all_staff_read_what_anybody_could_read(role: str) -> None:
    assert must_be_said(CLEAR, role)
    assert must_be_said(FILE_ONLY, role)
    assert must_be_said(WEAK, role) == (role == "office")
    assert not must_be_said(KEPT, role)
