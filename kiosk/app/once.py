"""What is asked for once: whoever presses twice, or asks again after a lost answer, gets the first answer back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.refusals import RequestReused

if TYPE_CHECKING:
    from kiosk.app.ports import Work


@dataclass(frozen=True, slots=True)
class Once:
    """A request by its id ('' is never the same as another) and what it is for. Both methods belong into the
    transaction that does the thing, the one before it and the other after."""

    request: str
    what: str

    def before(self, work: Work) -> str | None:
        """The answer that was given for it; None for a new one. Refuses `RequestReused` for an id that stood for
        something else."""
        answered = work.drawer.answered(self.request) if self.request else None
        if answered is None:
            return None
        what, answer = answered
        if what != self.what:
            raise RequestReused(self.request)
        return answer

    def remember(self, work: Work, answer: str) -> None:
        """It is done, and this is the answer."""
        if self.request:
            work.drawer.answer(self.request, self.what, answer)
