"""Carries the post on a stick: puts the store, its books and the folder on the stick together."""

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kiosk.app.post_room import PostRoom
from kiosk.app.sticks import StickRead, StickWritten
from kiosk.domain.refusals import Trouble
from kiosk.store.door import OpenStore
from kiosk.store.journal import Clock
from kiosk.store.peers import PeerTable
from kiosk.store.post import CITY, CITY_BOX, CITY_KEY
from kiosk.store.shelf import StoreScans, StoreShelf
from kiosk.store.sticks import StoreSticks
from kiosk.wiring.carrier import NOT_ENROLLED
from sync.client.answers import AnswerReader, AnswerTaken, Definitions
from sync.client.drive import FolderDrive, StickTrouble, bundles, sorted_stick
from sync.client.stick import Packing, Receiver, StickWriter
from sync.protocol.audience import centre_of
from sync.protocol.cose import NotSealed
from sync.protocol.entry import DeviceId
from sync.protocol.envelope import read_letterbox
from sync.protocol.seal import AlgorithmUnknown


class CityStick:
    """The `StickDesk` towards the city that this device is enrolled with. `catalogue` is the desk of definitions, made
    when it is wanted."""

    def __init__(self, store: OpenStore, clock: Clock, catalogue: Callable[[], Definitions]) -> None:
        self._store = store
        self._clock = clock
        self._catalogue = catalogue
        self._fold = PostRoom(DeviceId(store.device.id)).fold
        self._shelf = StoreShelf(store, self._fold)
        self._scans = StoreScans(store)
        self._books = StoreSticks(store)

    def write(self, folder: Path) -> StickWritten:
        """All that the city has not acknowledged, as bundles in this folder."""
        try:
            packing = Packing(app=_version(), wants=self._catalogue().wanted)
            writer = StickWriter(self._shelf, self._scans, self._books, self._receiver(), packing)
            done = writer.write(FolderDrive(folder), self._clock.now())
        except StickTrouble as trouble:
            raise Trouble(trouble.key, **trouble.values) from trouble
        return StickWritten(done.files, done.entries, done.scans)

    def read(self, where: Path) -> StickRead:
        """The answers for this device in a folder, or one file. A file that cannot be taken stops no other."""
        drive = FolderDrive(where if where.is_dir() else where.parent)
        taken: list[AnswerTaken] = []
        refused: list[tuple[str, str]] = []
        try:
            names = self._ours(drive) if where.is_dir() else [where.name]
            with self._store.look() as work:
                key = bytes.fromhex(work.drawer.setting(CITY_KEY))
            if not key:
                raise StickTrouble(NOT_ENROLLED)
            reader = AnswerReader(self._reading(), self._scans, self._books, CITY, key, self._catalogue())
        except StickTrouble as trouble:
            raise Trouble(trouble.key, **trouble.values) from trouble
        for name in names:
            try:
                taken.append(reader.read(drive, name))
            except StickTrouble as trouble:
                refused.append((name, trouble.key))
        if not names or not taken:
            key_of_words = refused[0][1] if refused else "answer_none"
            raise Trouble(key_of_words, device=self._store.device.id)
        return self._read(taken, refused)

    def _reading(self) -> StoreShelf:
        """Where answers go. A stick brings what is for this PC's centre; a hub's place in the city's log is that of its
        villages as well, and moves in rounds only."""
        with self._store.look() as work:
            carried = PeerTable(work.connection, work.clock).carried()
        villages = {centre_of(one) for one in carried} - {self._store.device.centre}
        return StoreShelf(self._store, self._fold, stays=bool(villages))

    def _read(self, taken: list[AnswerTaken], refused: list[tuple[str, str]]) -> StickRead:
        with self._store.look() as work:
            waiting = work.post.seen().waiting
        return StickRead(
            files=len(taken),
            acknowledged=sum(one.acknowledged for one in taken),
            received=sum(one.received for one in taken),
            scans=sum(one.scans for one in taken),
            waiting=waiting,
            definitions=sum(one.definitions for one in taken),
            refused=tuple(refused),
            parted=any(one.parted for one in taken),
        )

    def _ours(self, drive: FolderDrive) -> list[str]:
        with sorted_stick():
            return [name for name in bundles(drive) if name.startswith(f"answer-{self._store.device.id}-")]

    def _receiver(self) -> Receiver:
        """The city's letterbox, as the city's own key has signed it."""
        with self._store.look() as work:
            statement, key = work.drawer.setting(CITY_BOX), work.drawer.setting(CITY_KEY)
        try:
            box = read_letterbox(bytes.fromhex(statement))
            if box.verify(bytes.fromhex(key)):
                return Receiver(CITY, box.public)
        except (NotSealed, AlgorithmUnknown, ValueError):
            pass
        raise StickTrouble("stick_unaddressed")


def _version() -> str:
    """This program's, as it was installed; empty in a checkout."""
    try:
        return version("weimin-kiosk")
    except PackageNotFoundError:
        return ""
