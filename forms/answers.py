"""What came out of reading a filled-in form: the answers in their settled spelling, and what is still wrong.

Answers are plain JSON values: dates "1990-01-31", months "1990-01", money a decimal string with two places "1200.00",
other decimals without trailing zeros "15.5", whole numbers int, yes/no bool, choices their code, several choices a
list of codes, tables a list of rows, papers and signatures a reference string, a list of them or {"on_paper": true}.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


class Answers(Mapping[str, Any]):
    """An immutable mapping of settled answers; a table is a tuple of rows (dicts, to be left as they are).

    `plain()` gives a deep copy as JSON has it.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Answers({len(self._values)} fields)"  # never the values: a log must not hold a resident's form

    def plain(self) -> dict[str, Any]:
        """A new dict of JSON values that the caller may keep or change."""
        return {key: _plain(value) for key, value in self._values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right. `field` as "live_address" or "family_members[2].id_no" (rows from 0) or a material's id.

    `severity` error blocks, warn lets go on, info only tells, ask is a question that a person has to answer. `key` is
    the kind: "missing" (not yet given), "ask" (a person must judge: a county value is unset or the certificate does not
    tell), "rule", or a key of forms.words.
    `rule` is the id of the definition's rule, `basis` the law, both may be empty. `values` fill the English sentence.
    """

    field: str
    severity: str
    sentence: str
    basis: str = ""
    rule: str = ""
    key: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a form amounts to now: settled answers, faults in the order of the sheet, and the fields that show."""

    answers: Answers
    faults: tuple[Fault, ...]
    visible: frozenset[str]

    @property
    def ok(self) -> bool:
        """No fault of severity error: the form may be handed in."""
        return all(fault.severity != "error" for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a definition: the file, the place in it (a path of keys, may be empty) and a Chinese sentence."""

    file: str
    place: str
    sentence: str
