"""A whole data directory put back from an old copy: nothing in it is wrong, and still it is found at the next
contact, because the upstream knows better. Nothing that it has is lost; it is said, and stands in the journal."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.app.audit import AuditDesk
from kiosk.app.outcomes import Changed
from kiosk.app.post import PostDesk
from kiosk.store.audit import JournalBooks
from kiosk.store.chain import check_from_mark
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore, open_store
from kiosk.store.exports import Exports
from kiosk.wiring.carrier import CityCarrier, Invited, enrol
from sync.protocol.kinds import Looked
from tests.sync.city_kit import CENTRE
from tests.sync.conftest import Listening
from tests.sync.hub_kit import StoreClock, a_store

DEVICE = f"{CENTRE}-07"


@pytest.fixture
def stay() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


class Pc:
    """A PC that can be switched off, its directory copied, and put back."""

    def __init__(self, town: Listening, folder: Path, stay: ExitStack) -> None:
        self.folder, self.clock, self._stay = folder, StoreClock(town.clock), stay
        self.store = a_store(folder, DEVICE, self.clock)
        enrol(self.store, "cli", Invited(town.url, town.city.register.new_code(DEVICE)))
        self.post = PostDesk(self.store, CityCarrier(self.store, self.clock))

    def work(self, purpose: str) -> None:
        with self.store.work("staff:0305") as work:
            work.journal.enter(Looked(what="case", purpose=purpose), "person.looked")

    def copy_to(self, other: Path) -> None:
        self.store.close()
        shutil.copytree(self.folder, other)
        self._open()

    def put_back(self, other: Path) -> None:
        self.store.close()
        shutil.rmtree(self.folder)
        shutil.copytree(other, self.folder)
        self._open()

    def problems(self) -> list[str]:
        with self.store.look() as work:
            return [one.key for one in check_store(work, self.store.blobs)[1]]

    def _open(self) -> None:
        self.store: OpenStore = open_store(self.folder / "data", self.folder / "keys", self.clock)
        self._stay.callback(self.store.close)
        self.post = PostDesk(self.store, CityCarrier(self.store, self.clock))


def test_an_old_copy_put_back_is_found_at_the_next_contact_said_and_entered(
    town: Listening, tmp_path: Path, stay: ExitStack
) -> None:
    pc = Pc(town, tmp_path / "pc", stay)
    pc.work("before the copy")
    assert not pc.post.send_all().parted
    assert check_from_mark(pc.store) == []
    pc.copy_to(tmp_path / "old")
    pc.work("sent since")
    pc.work("sent since")
    assert not pc.post.send_all().parted

    pc.put_back(tmp_path / "old")
    assert (check_from_mark(pc.store), pc.problems()) == ([], [])  # by itself nobody could tell
    pc.work("after it was put back")
    found = pc.post.send_all()
    assert (found.trouble, found.parted) == ("", True)
    assert Changed.CASES in found.changed
    assert (check_from_mark(pc.store), pc.problems()) == ([], [])
    with pc.store.look() as work:
        purposes = [w.read().payload["purpose"] for w in work.journal.of_kinds("person.looked")]
    assert sorted(purposes) == ["after it was put back", "before the copy", "sent since", "sent since"]
    books = JournalBooks(pc.store, lambda: (0, []), lambda _actor: [])
    (parting,) = AuditDesk(pc.store, books, Exports(tmp_path / "exports", pc.clock), "staff:0900").partings()
    assert (parting.back, parting.moved) == (2, 1)
    assert not pc.post.send_all().parted  # it is said once


def test_what_was_never_sent_and_went_with_the_copy_nobody_can_tell(
    town: Listening, tmp_path: Path, stay: ExitStack
) -> None:
    """That is why backups and paper are kept: no upstream has ever heard of it."""
    pc = Pc(town, tmp_path / "pc", stay)
    pc.post.send_all()
    pc.copy_to(tmp_path / "old")
    pc.work("never sent")
    pc.put_back(tmp_path / "old")
    assert not pc.post.send_all().parted
    assert pc.problems() == []
