"""Service guides (办事指南, GB/T 36114-2018) as residents ask for them: read on the screen, or taken along on paper.

The short one answers what to bring, how long and what it costs; the full one has all 22 elements. Wording and drawing
are the paper room's; here it is said which matter, of which centre, and what its county has not set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk.app.joint_offer import any_matter
from kiosk.domain.refusals import MatterUnknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forms import Catalogue, Matter
    from kiosk.app.documents import GuidePlace
    from kiosk.app.papers import GuideFacts, Printed, Station


class GuidePress(Protocol):
    """Puts guides into words and on paper. Printer trouble comes back in `Printed.trouble`, never as an exception."""

    def tell(self, matter: Matter, place: GuidePlace, /) -> GuideFacts: ...
    def slip(self, matter: Matter, place: GuidePlace, /) -> Printed: ...
    def sheet(self, matter: Matter, place: GuidePlace, /, *, short: bool) -> Printed: ...


@dataclass(frozen=True, slots=True)
class GuidePrinters:
    """Which printers there are: one for slips, and one for sheets of A4."""

    slips: bool
    sheets: bool


class GuideDesk:
    """A guide for whoever asks; nothing is known of him, nothing is entered."""

    def __init__(
        self,
        catalogue: Catalogue,
        station: Station,
        parameters: Mapping[str, object],
        press: GuidePress,
        printers: GuidePrinters,
    ) -> None:
        self._catalogue = catalogue
        self._station = station
        self._parameters = parameters
        self._press = press
        self.printers = printers

    def show(self, code: str) -> GuideFacts:
        """All 22 elements in words. Refuses an unknown matter."""
        matter = self._open(code)
        return self._press.tell(matter, self._place(matter))

    def take_short(self, code: str) -> Printed:
        """Print the short guide: on the slip printer, or on A4 where there is none."""
        matter = self._open(code)
        if self.printers.slips:
            return self._press.slip(matter, self._place(matter))
        return self._press.sheet(matter, self._place(matter), short=True)

    def take_full(self, code: str) -> Printed:
        """Print the full guide on A4."""
        matter = self._open(code)
        return self._press.sheet(matter, self._place(matter), short=False)

    def _open(self, code: str) -> Matter:
        try:
            return any_matter(self._catalogue, code)
        except LookupError:
            raise MatterUnknown(code) from None

    def _place(self, matter: Matter) -> GuidePlace:
        from kiosk.app.documents import GuidePlace

        return GuidePlace(self._station, unset=unset_names(matter, self._parameters))


def unset_names(matter: Matter, parameters: Mapping[str, object]) -> tuple[str, ...]:
    """Names of the values that this matter leans on and its county has not set."""
    return tuple(one.name for key, one in matter.parameters.items() if parameters.get(key, one.value) is None)
