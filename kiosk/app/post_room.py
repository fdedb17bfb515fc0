"""The post room: news from elsewhere, folded into this house's cases by the same law, each exactly once."""

from collections.abc import Sequence

from kiosk.app.happenings import happened
from kiosk.app.ports import Store, Work
from kiosk.domain.case import StepDoesNotFit, after
from sync.protocol.entry import Entry

ACTOR = "post"


class PostRoom:
    """Applies news and moves the cursor in one transaction, so that a kill in between changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def apply(self, upstream: str, news: Sequence[Entry], cursor: str) -> int:
        """Apply `news` in their order and keep `cursor`; returns how many were new here."""
        with self._store.work(ACTOR) as work:
            fresh = sum(self._one(work, entry) for entry in news)
            work.post.set_cursor(upstream, cursor)
        return fresh

    def _one(self, work: Work, entry: Entry) -> bool:
        if not work.post.receive(entry):
            return False
        body = entry.read()
        if body.case is None or not body.kind.startswith("case."):
            return True
        try:
            work.cases.put(after(work.cases.get(body.case), happened(body)))
        except (StepDoesNotFit, KeyError, ValueError) as no:
            work.post.set_aside(entry, str(no))
        return True
