"""What a resident may do in the hall: find a matter, see what it asks for, take a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.app.joint_offer import any_matter, joint_summaries
from kiosk.app.words import MADE_HERE
from kiosk.domain.refusals import MatterUnknown

if TYPE_CHECKING:
    from forms import Catalogue, Category, Matter, MatterSummary
    from kiosk.app.outcomes import QueueSeen, TicketTaken
    from kiosk.app.queue import QueueDesk


@dataclass(frozen=True, slots=True)
class MatterOffer:
    """A matter as the hall shows it: what it is, what to bring, how many wait for its category and how long."""

    matter: MatterSummary
    bring: tuple[str, ...]
    ahead: int
    wait: tuple[int, int] | None


class HallDesk:
    """The hall screen's desk. It holds no names: what a resident types here is gone when he walks away."""

    def __init__(self, queue: QueueDesk, catalogue: Catalogue) -> None:
        self._queue = queue
        self._catalogue = catalogue

    def categories(self) -> Sequence[Category]:
        """The twelve categories, and x when the county has matters of its own, in their order."""
        used = {m.category for m in self._catalogue.matters()}
        return tuple(c for c in self._catalogue.categories() if c.code in used)

    def matters(self, category: str) -> Sequence[MatterSummary]:
        """What can be done in a category: what is done in one go first, then its matters in the catalogue's order."""
        return tuple(m for m in self._everything() if m.category == category)

    def joint(self) -> Sequence[MatterSummary]:
        """What is done in one go (一件事), as the catalogue has it: entries of their own on the first page."""
        return tuple(joint_summaries(self._catalogue))

    def search(self, text: str) -> Sequence[MatterSummary]:
        """Matters whose pinyin initials or name contain what was typed, best first."""
        wanted = text.strip().lower()
        if not wanted:
            return ()
        found = [m for m in self._everything() if _fits(m, wanted)]
        return tuple(sorted(found, key=lambda m: (_rank(m, wanted), m.code)))

    def guide(self, matter: str) -> Matter:
        """The whole definition, for the service guide; of matters done in one go their one sheet. Refuses an unknown
        matter."""
        from forms import UnknownMatter

        try:
            return any_matter(self._catalogue, matter)
        except UnknownMatter:
            raise MatterUnknown(matter) from None

    def offer(self, code: str) -> MatterOffer:
        """What the confirmation page says before a number is taken."""
        matter = self.guide(code)
        summary = next(m for m in self._everything() if m.code == code)
        seen = self._queue.seen()
        return MatterOffer(summary, bring_list(matter), len(seen.waiting), seen.wait_for(len(seen.waiting)))

    def take(self, code: str, id_number: str = "", request: str = "", green: bool = False) -> TicketTaken:
        """Take a number; `green`: he may use the green channel and wishes to. Refusals as the queue's desk."""
        return self._queue.take(code, id_number, green, request)

    def seen(self) -> QueueSeen:
        """The line as it stands."""
        return self._queue.seen()

    def _everything(self) -> Sequence[MatterSummary]:
        return (*joint_summaries(self._catalogue), *self._catalogue.matters())


def _fits(matter: MatterSummary, wanted: str) -> bool:
    return any(wanted in text for text in (matter.initials, matter.name, *matter.search))


def _rank(matter: MatterSummary, wanted: str) -> tuple[int, int]:
    """What people call it before how it begins, and that before what is only in it; a word that stands first among
    its words is the one it is known by."""
    words = [text for text in matter.search if text.isascii() == wanted.isascii()]
    if wanted in words:
        return 0, words.index(wanted)
    if matter.initials.startswith(wanted) or matter.name.startswith(wanted):
        return 1, 0
    return (2 if any(text.startswith(wanted) for text in words) else 3), 0


def bring_list(matter: Matter) -> tuple[str, ...]:
    """Names of the materials that the resident brings along; what the station prints itself is left out."""
    return tuple(m.name for m in matter.materials if m.mandatory and m.source != MADE_HERE)
