"""The shelf of matters that the hall can show before the house is open: names and guides, no line, no number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from kiosk.app.joint_offer import any_matter, joint_summaries
from kiosk.domain.refusals import Refusal

if TYPE_CHECKING:
    from forms import Catalogue, Category, Matter, MatterSummary


class Shelf(Protocol):
    """What the hall's desk knows of matters; see `kiosk.app.hall.HallDesk`."""

    def categories(self) -> Sequence[Category]: ...
    def matters(self, category: str) -> Sequence[MatterSummary]: ...
    def joint(self) -> Sequence[MatterSummary]: ...
    def guide(self, matter: str) -> Matter: ...


class CatalogueShelf:
    """The shelf on a bare catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def categories(self) -> Sequence[Category]:
        """Categories that have matters."""
        used = {m.category for m in self._catalogue.matters()}
        return tuple(c for c in self._catalogue.categories() if c.code in used)

    def matters(self, category: str) -> Sequence[MatterSummary]:
        """The matters of a category, what is done in one go first."""
        everything = (*joint_summaries(self._catalogue), *self._catalogue.matters())
        return tuple(m for m in everything if m.category == category)

    def joint(self) -> Sequence[MatterSummary]:
        """What is done in one go."""
        return tuple(joint_summaries(self._catalogue))

    def guide(self, matter: str) -> Matter:
        """The whole definition. Refuses an unknown matter."""
        try:
            return any_matter(self._catalogue, matter)
        except LookupError:
            raise Refusal("matter_unknown", matter=matter) from None
