"""The rows of a table as values: adding, dropping, finding which answered row belongs to which typed one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Cells = dict[str, object]


def is_blank(cells: Mapping[str, object]) -> bool:
    """True for a row in which nothing stands."""
    return all(value in (None, "", []) for value in cells.values())


@dataclass(slots=True)
class Rows:
    """`open` is the row whose cells are shown as fields, -1 when none is; `dropped` those taken away, in order."""

    cells: list[Cells] = field(default_factory=list)
    open: int = -1
    dropped: list[tuple[int, Cells]] = field(default_factory=list)

    def show(self, value: object) -> None:
        """What was typed before."""
        rows = value if isinstance(value, (list, tuple)) else ()
        self.cells = [dict(row) for row in rows if isinstance(row, Mapping)]
        self.open = min(self.open, len(self.cells) - 1)

    def value(self) -> list[Cells]:
        """The rows as answers; blank rows at the end are nothing."""
        rows = [{key: one for key, one in row.items() if one not in (None, "", [])} for row in self.cells]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def add(self) -> None:
        """A new blank row at the end, opened."""
        self.cells.append({})
        self.open = len(self.cells) - 1

    def drop(self, nth: int) -> None:
        """Take a row away; it can be put back."""
        cells = self.cells.pop(nth)
        if not is_blank(cells):
            self.dropped.append((nth, cells))
        self.open = min(nth, len(self.cells) - 1)

    def restore(self) -> bool:
        """Put the row last taken away back where it was, and so on with those before it; False when there is none."""
        if not self.dropped:
            return False
        nth, cells = self.dropped.pop()
        self.open = min(nth, len(self.cells))
        self.cells.insert(self.open, cells)
        return True

    def move(self, by: int) -> bool:
        """The open row changes places with the next one or the one before; False at the ends."""
        to = self.open + by
        if self.open < 0 or not 0 <= to < len(self.cells):
            return False
        self.cells[self.open], self.cells[to] = self.cells[to], self.cells[self.open]
        self.open = to
        return True

    def answered(self, answers: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
        """For each typed row its answers: blank ones have none, and are passed over in `answers`."""
        left = iter(answers)
        return [{} if is_blank(row) else next(left, {}) for row in self.cells]
