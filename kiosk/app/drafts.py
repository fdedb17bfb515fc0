"""Half-filled forms, saved as typed: a power cut costs at most the last second. One lies on a counter or is parked, and
another clerk may take it over by hand."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from forms import Matter
from kiosk.app.outcomes import Draft
from kiosk.app.ports import Store, Trust, Work
from kiosk.domain.refusals import DraftFromNobody
from sync.protocol.kinds import DraftParked, DraftTakenOver


class DraftDesk:
    """Keeps what is typed, unjudged. What stands in a draft is no entry of the journal; who parked it and who took it
    over is."""

    def __init__(self, store: Store, trust: Trust, actor: str, device: str = "") -> None:
        self._store = store
        self._trust = trust
        self._actor = actor
        self._device = device

    def begin(self, matter: Matter, ticket: str = "", window: str = "") -> Draft:
        """A new, empty draft; nothing is kept before the first `save`."""
        now = self._trust.now()
        return Draft(uuid4().hex, matter.code, matter.version, {}, {}, ticket, now, self._actor, window)

    def save(self, draft: Draft, raw: Mapping[str, object], materials: Mapping[str, str]) -> Draft:
        """Keep what stands in the fields now; durable when this returns. When somebody else has taken it over meanwhile
        both are kept: this one under an id of its own, and it says so (`beside`)."""
        kept = replace(draft, raw=dict(raw), materials=dict(materials), saved_at=self._trust.now(), parked_at=None)
        with self._store.work(self._actor) as work:
            there = work.drawer.draft(draft.id)
            if there is not None and there.holder and _whose(there) != _whose(draft):
                kept = replace(kept, id=id_beside(draft), beside=(there.window, there.holder))
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

    def lay(self, draft_id: str, window: str = "") -> Draft | None:
        """Lay a draft of this device on the counter; a colleague's is taken over, and the journal says so. None when it
        is not there any more."""
        with self._store.work(self._actor) as work:
            draft = work.drawer.draft(draft_id)
            if draft is None:
                return None
            laid = replace(draft, holder=self._actor, window=window, parked_at=None)
            work.drawer.save_draft(laid)
            if draft.holder not in ("", self._actor):
                work.journal.enter(taken_over(draft, self._device, window), "draft.taken_over")
        return laid

    def park(self, draft_id: str) -> Draft | None:
        """Put a draft aside for whoever goes on with it; None when nothing was typed. Parked twice is parked once."""
        with self._store.work(self._actor) as work:
            draft = work.drawer.draft(draft_id)
            if draft is None or draft.parked_at is not None:
                return draft
            parked = replace(draft, parked_at=self._trust.now())
            work.drawer.save_draft(parked)
            said = DraftParked(draft=draft.id, matter=draft.matter, ticket=draft.ticket, window=draft.window)
            work.journal.enter(said, "draft.parked")
        return parked

    def hand_back(self, draft_id: str) -> Draft | None:
        """Put aside what this clerk took over, as his who had it before; None when it is not there any more. Refuses
        one that was taken over from nobody."""
        with self._store.work(self._actor) as work:
            draft = work.drawer.draft(draft_id)
            if draft is None:
                return None
            holder, window = self._had_before(work, draft)
            back = replace(draft, holder=holder, window=window, parked_at=self._trust.now())
            work.drawer.save_draft(back)
            said = DraftParked(draft=draft.id, matter=draft.matter, ticket=draft.ticket, window=draft.window)
            work.journal.enter(said, "draft.parked")
        return back

    def drop(self, draft_id: str) -> None:
        """Throw a draft away: only when its owner says so."""
        with self._store.work(self._actor) as work:
            work.drawer.drop_draft(draft_id)

    def _had_before(self, work: Work, draft: Draft) -> tuple[str, str]:
        for written in reversed([*work.journal.of_kinds("draft.taken_over", naming=draft.id)]):
            body = written.read()
            told = body.payload
            if draft.id in (told["draft"], told.get("as_draft")) and body.actor == self._actor == draft.holder:
                return told["holder"], told.get("from_window", "")
        raise DraftFromNobody


def taken_over(draft: Draft, device: str, window: str, as_draft: str = "") -> DraftTakenOver:
    """The entry of a draft that another clerk goes on with; `device` is where it lay."""
    return DraftTakenOver(
        draft=draft.id,
        matter=draft.matter,
        holder=draft.holder,
        device=device,
        ticket=draft.ticket,
        from_window=draft.window,
        window=window,
        as_draft=as_draft,
    )


def id_beside(draft: Draft) -> str:
    """The id of a draft that is kept beside the one of its own id; the same each time it is asked."""
    return hashlib.sha256(f"{draft.id} {draft.holder} {draft.window}".encode()).hexdigest()[:32]


def _whose(draft: Draft) -> tuple[str, str]:
    return draft.holder, draft.window
