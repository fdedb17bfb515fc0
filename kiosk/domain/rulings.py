"""Rules that hold for all PCs of a centre, as their entries add up to them: whose word stands, whatever came first.

The city's word stands before a township's, a township's before a village's own; among those of one hand the one for the
narrower area, then the one that was set knowing the most others. Where a superior sets nothing, the centre does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

SETTING = "ruling/"  # where a device keeps them, by the first word of their names
OWN, TOWNSHIP, CITY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """One rule as somebody set it: for which area, by whom (a centre's digits, or 'city'), in which turn; `id` is its
    entry's. `over` names the parcel of definitions that it replaces."""

    name: str
    area: str
    value: str
    turn: int
    by: str
    id: str
    actor: str
    at: str
    over: str = ""

    def rank(self, here: str) -> int:
        """How high whoever set it stands over the centre `here`."""
        if self.by == here:
            return OWN
        return CITY if self.by == "city" else TOWNSHIP


def group_of(name: str) -> str:
    """The first word of a name: rules of one kind are kept together."""
    return name.partition(".")[0]


def with_ruling(known: Iterable[Ruling], new: Ruling) -> tuple[Ruling, ...]:
    """The rules with one more: of each hand, area and name the latest turn stays, of equal ones the greater id. In
    whatever order they come, and however often, the same ones stay."""
    slot = (new.name, new.area, new.by)
    rest = [one for one in known if (one.name, one.area, one.by) != slot]
    same = [one for one in known if (one.name, one.area, one.by) == slot]
    kept = max((*same, new), key=lambda one: (one.turn, one.id))
    return tuple(sorted((*rest, kept), key=lambda one: (one.name, one.area, one.by)))


def standing(known: Iterable[Ruling], name: str, here: str) -> Ruling | None:
    """The rule of this name that holds at a centre; None where nobody sets any."""
    set_ones = [one for one in known if one.name == name and one.value and here.startswith(one.area)]
    return max(set_ones, key=lambda one: (one.rank(here), len(one.area), one.turn, one.id), default=None)


def next_turn(known: Iterable[Ruling], name: str) -> int:
    """One more than all that is known of this name."""
    return 1 + max((one.turn for one in known if one.name == name), default=0)


def written(rulings: Sequence[Ruling]) -> str:
    """As they are kept."""
    return json.dumps([asdict(one) for one in rulings], ensure_ascii=False)


def read(text: str) -> tuple[Ruling, ...]:
    """As they were kept."""
    return tuple(Ruling(**one) for one in json.loads(text)) if text else ()
