"""Half-filled forms, saved as typed: a power cut costs at most the last second."""

from collections.abc import Mapping, Sequence
from uuid import uuid4

from forms import Matter
from kiosk.app.outcomes import Draft
from kiosk.app.ports import Store, Trust


class DraftDesk:
    """Keeps what is typed, unjudged. Drafts stay on this device and are no entries of the journal."""

    def __init__(self, store: Store, trust: Trust, actor: str) -> None:
        self._store = store
        self._trust = trust
        self._actor = actor

    def begin(self, matter: Matter, ticket: str = "") -> Draft:
        """A new, empty draft; nothing is kept before the first `save`."""
        return Draft(uuid4().hex, matter.code, matter.version, {}, {}, ticket, self._trust.now())

    def save(self, draft: Draft, raw: Mapping[str, object], materials: Mapping[str, str]) -> Draft:
        """Keep what stands in the fields now; durable when this returns."""
        kept = Draft(draft.id, draft.matter, draft.version, dict(raw), dict(materials), draft.ticket, self._trust.now())
        with self._store.work(self._actor) as work:
            work.drawer.save_draft(kept)
        return kept

    def open(self, draft_id: str) -> Draft | None:
        """A draft by its id, None when it was filed or dropped."""
        with self._store.look() as work:
            return work.drawer.draft(draft_id)

    def all(self) -> Sequence[Draft]:
        """All drafts of this device, latest first."""
        with self._store.look() as work:
            return work.drawer.drafts()

    def drop(self, draft_id: str) -> None:
        """Throw a draft away: only when its owner says so."""
        with self._store.work(self._actor) as work:
            work.drawer.drop_draft(draft_id)
