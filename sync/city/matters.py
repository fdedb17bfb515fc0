"""What the city says of a matter: its name and the steps of its way, from the same definitions as every window."""

from dataclasses import dataclass

from forms import Catalogue, Matter, Unit, UnknownMatter


@dataclass(frozen=True, slots=True)
class MatterStep:
    """One step of a matter's way."""

    name: str
    actor: str
    output: str


@dataclass(frozen=True, slots=True)
class MatterSeen:
    """A matter as a resident's page and a department's desk show it."""

    code: str
    name: str
    steps: tuple[MatterStep, ...] = ()
    materials: tuple[tuple[str, str], ...] = ()  # key and name
    labels: tuple[tuple[str, str], ...] = ()  # field key and label, in the order of the form
    by_workdays: bool = True

    def material(self, key: str) -> str:
        """The name of a material; its key when the definition does not have it."""
        return next((name for one, name in self.materials if one == key), key)

    def label(self, key: str) -> str:
        """The label of a field; its key when the definition does not have it."""
        return next((label for one, label in self.labels if one == key), key)


class CityMatters:
    """Finds matters in the catalogue; one that is not in it (a county's own) is shown by its code."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def matter(self, code: str, version: int | None = None) -> MatterSeen:
        """The matter as it was in `version`, else in its newest version, else its bare code."""
        for wanted in (version, None):
            try:
                return _seen(self._catalogue.matter(code, wanted))
            except UnknownMatter:
                continue
        return MatterSeen(code, code)


def _seen(matter: Matter) -> MatterSeen:
    return MatterSeen(
        matter.code,
        matter.name,
        tuple(MatterStep(step.name, step.actor, step.output) for step in matter.steps),
        tuple((material.id, material.name) for material in matter.materials),
        tuple((field.key, field.label) for field in matter.fields),
        by_workdays=matter.limits.commit.unit is not Unit.DAY,
    )
