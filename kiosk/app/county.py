"""The county's notice board at this desk: which amounts, lines and limits hold on a day, and who put them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.app.rulings import rule, text_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from forms import Catalogue, County, Parameter, Problem
    from kiosk.app.ports import Store, Work

FILE, PARCEL, NAME = "county.file", "county.parcel", "county.file"


@dataclass(frozen=True, slots=True)
class CountyFile:
    """A county's file as it was read: its values by day, and what is wrong with it by entry."""

    board: County
    problems: tuple[Problem, ...]


class CountyDesk:
    """Says what the county has set for a day, and takes a new file.

    Kept in memory, so that nobody reads it within a piece of work that is open already; `refresh` reads again.
    """

    def __init__(self, store: Store, catalogue: Catalogue, today: Callable[[], date]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._today = today
        self._board = self._read()
        self._values: tuple[County, date, Mapping[str, Any]] | None = None

    def today(self) -> Mapping[str, Any]:
        """The parameters of this day, the catalogue's own where the county says nothing; always as they stand now."""
        return _Today(self)

    def on(self, day: date) -> Mapping[str, Any]:
        """The parameters of a day; None for what is unset."""
        board, known = self._board, self._values
        if known is None or known[0] is not board or known[1] != day:
            own = {key: one.value for key, one in self._catalogue.parameters.items()}
            known = self._values = (board, day, own | board.on(day))
        return known[2]

    def day(self) -> date:
        """Today."""
        return self._today()

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """What may be set, with the catalogue's own values."""
        return self._catalogue.parameters

    @property
    def board(self) -> County:
        """All values with their days."""
        return self._board

    def refresh(self) -> None:
        """The file may be another one now. Read here, never while somebody files: that is a transaction already."""
        self._board = self._read()

    def read(self, content: bytes, file: str = "county.toml") -> CountyFile:
        """A file looked through; nothing is changed."""
        from forms import read_county

        board, problems = read_county(content, self._catalogue.parameters, file)
        return CountyFile(board, tuple(problems))

    def put_up(self, content: bytes, actor: str, file: str = "county.toml", area: str = "") -> CountyFile:
        """Take a file without faults in the place of the one before, for all PCs of this centre or of `area`; one with
        faults changes nothing. Refuses `AreaNotOurs`, `RuledAbove`."""
        found = self.read(content, file)
        if not found.problems:
            with self._store.work(actor) as work:
                if rule(work, NAME, content.decode("utf-8"), area, work.drawer.setting(PARCEL)):
                    _say(work, content, "")
            self.refresh()
        return found

    def _read(self) -> County:
        from forms import NO_COUNTY

        with self._store.look() as work:
            text = text_in(work.drawer, NAME, FILE, PARCEL)
        return self.read(text.encode()).board if text else NO_COUNTY


class _Today(Mapping[str, Any]):
    """A table whose values are those of the day on which it is asked."""

    def __init__(self, desk: CountyDesk) -> None:
        self._desk = desk

    def __getitem__(self, key: str) -> Any:
        return self._desk.on(self._desk.day())[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._desk.on(self._desk.day()))

    def __len__(self) -> int:
        return len(self._desk.on(self._desk.day()))


def keep_county(work: Work, content: bytes, digest: str, parcel: str) -> None:
    """Keep the county's file of a parcel, and enter that it holds from now on. `digest` names the parcel, `parcel` is
    its place among all (`Shelved.place`): a rule that was set knowing it stands before it."""
    if parcel >= work.drawer.setting(PARCEL):
        work.drawer.set_setting(FILE, content.decode("utf-8"))
        work.drawer.set_setting(PARCEL, parcel)
    _say(work, content, digest)


def _say(work: Work, content: bytes, digest: str) -> None:
    import tomllib
    from hashlib import sha256

    from sync.protocol.kinds import CountySet

    values = len(tomllib.loads(content.decode("utf-8")).get("values", ()))
    said = CountySet(version=sha256(content).hexdigest(), values=values, digest=digest)
    work.journal.enter(said, "county.set")
