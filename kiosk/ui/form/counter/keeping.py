"""The draft of what lies on the counter: laid there, put aside for whoever goes on with it, taken over meanwhile."""

from dataclasses import replace

from PySide6.QtCore import QObject

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed, Draft
from kiosk.ui.errands import DESK
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.words import Intake as Words

STAFF = "staff:"


class Keeping(QObject):
    """Lives as long as its application's page. What is written is written on the desk's lane, in the order of keys."""

    def __init__(self, desks: Desks, fittings: Fittings, parent: QObject, window: str) -> None:
        super().__init__(parent)
        self._desks = desks
        self._fittings = fittings
        self._window = window

    def lay(self, draft_id: str) -> Draft | None:
        """A draft as it lies on this counter from now on, whoever had it before; None when it is gone."""
        draft = self._desks.drafts.open(draft_id)
        if draft is None:
            return None
        self._fittings.errands.run(
            DESK, lambda: self._desks.drafts.lay(draft_id, self._window), self._tell, lambda _: None, owner=self
        )
        return replace(draft, holder=self._desks.actor, window=self._window, parked_at=None)

    def park(self, draft_id: str) -> None:
        """It is put aside: every window of the centre may go on with it."""
        self._fittings.errands.run(
            DESK,
            lambda: self._desks.drafts.park(draft_id),
            self._tell,
            lambda _: None,  # it stays where it is, and what was typed is safe: saving has said so or not
            owner=self,
        )

    def _tell(self, _draft: Draft | None) -> None:
        self._fittings.feed.tell(frozenset({Changed.DRAFTS}))


def saved_words(draft: Draft) -> tuple[str, str]:
    """What the page says of a draft that was saved, and in which tone."""
    text = Words.SAVED.format(time=f"{draft.saved_at:%H:%M:%S}")
    if draft.beside is None:
        return text, "muted"
    return f"{text}\u3000{beside_words(draft.beside)}", "warn"


def beside_words(beside: tuple[str, str]) -> str:
    """Who goes on with the same one elsewhere."""
    window, holder = beside
    return Words.BESIDE.format(who=who_words(window, holder))


def who_words(window: str, holder: str) -> str:
    """A clerk by his window and number."""
    staff = Words.STAFF.format(staff=holder.removeprefix(STAFF)) if holder.startswith(STAFF) else ""
    at = Words.AT_WINDOW.format(window=window) if window else ""
    return (Words.WHO.format(at=at, staff=staff) if staff and at else at or staff) or Words.SOMEBODY
