"""What the city says of a matter: its name and the steps of its way, from the same definitions as every window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forms import Catalogue, Field, Matter, Unit, UnknownMatter
from kiosk.domain.case import Case
from sync.city.words import NO, PART, YES


@dataclass(frozen=True, slots=True)
class MatterStep:
    """One step of a matter's way."""

    name: str
    actor: str
    counted: bool  # within the promised time


@dataclass(frozen=True, slots=True)
class MatterSeen:
    """A matter as a resident's page and a department's desk show it."""

    code: str
    name: str
    steps: tuple[MatterStep, ...] = ()
    materials: tuple[tuple[str, str], ...] = ()  # key and name
    by_workdays: bool = True

    def material(self, key: str) -> str:
        """The name of a material; its key when the definition does not have it."""
        return next((name for one, name in self.materials if one == key), key)


class CityMatters:
    """Finds matters in the catalogue as it is now; one that is not in it is shown by its code."""

    def __init__(self, catalogue: Callable[[], Catalogue]) -> None:
        self._catalogue = catalogue

    def matter(self, code: str, version: int | None = None) -> MatterSeen:
        """The matter as it was in `version`, else in its newest version, else its bare code."""
        definition = self._definition(code, version)
        return _seen(definition) if definition else MatterSeen(code, code)

    def answers(self, case: Case) -> list[tuple[str, str]]:
        """What was answered, in the order of the form and in its words; what the form does not know comes last."""
        definition = self._definition(case.matter, case.matter_version)
        given = dict(case.answers)
        known = definition.fields if definition else ()
        said = [(field.label, _said(definition, field, given.pop(field.key, None))) for field in known if definition]
        said += [(key, str(value)) for key, value in given.items()]
        return [(label, text) for label, text in said if text]

    def _definition(self, code: str, version: int | None) -> Matter | None:
        for wanted in (version, None):
            try:
                return self._catalogue().matter(code, wanted)
            except UnknownMatter:
                continue
        return None


def _said(matter: Matter | None, field: Field, value: Any) -> str:
    """An answer in words: code sets by their labels, a table one row a line."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return "\n".join(_row(matter, field, one) for one in value)
    codes = matter.code_sets.get(field.code_set) if matter else None
    return codes.label_of(str(value)) if codes else str(value)


def _row(matter: Matter | None, field: Field, row: Any) -> str:
    if not isinstance(row, dict):
        return _said(matter, field, row)
    cells = ((column, _said(matter, column, row.get(column.key))) for column in field.columns)
    return PART.join(f"{column.label} {text}" for column, text in cells if text)


def _seen(matter: Matter) -> MatterSeen:
    return MatterSeen(
        matter.code,
        matter.name,
        tuple(MatterStep(step.name, step.actor, step.counts_in_limit) for step in matter.steps),
        tuple((material.id, material.name) for material in matter.materials),
        by_workdays=matter.limits.commit.unit is not Unit.DAY,
    )
