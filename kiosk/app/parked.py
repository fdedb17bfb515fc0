"""What was put aside at the windows of a centre: seen at each of them, and taken over by hand.

The shelf stands where the line is kept, at the hub. A PC behind it keeps its own drafts and lays what it has parked on
the shelf as well; whoever takes one over gets it whole. Where two went on with one while they were apart, both are kept
and both say so. Only windows of the same centre reach the shelf; nothing of it goes to the city or to a village.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kiosk.app.draft_pages import drop_pages, fetch_pages, lay_pages, pages_of
from kiosk.app.drafts import id_beside, taken_over
from kiosk.app.outcomes import Draft, Parked, Told
from kiosk.domain.deadline import business_day
from kiosk.domain.refusals import DraftGone, Trouble

if TYPE_CHECKING:
    from kiosk.app.ports import CentreShelf, Store, Trust

LOST = timedelta(minutes=10)  # taken, and never received: then it may be taken by anybody again


class Shelf:
    """The shelf in this PC's own store, for device `by` and the clerk who sits there; `own` is the device whose store
    this is: what that one parks lies among its drafts. `name_of` reads the person's name off a draft."""

    def __init__(
        self, store: Store, trust: Trust, actor: str, devices: tuple[str, str], name_of: Callable[[Draft], str]
    ) -> None:
        self._store = store
        self._trust = trust
        self._actor = actor
        self._own, self._by = devices
        self._name_of = name_of

    def put(self, draft: Draft, name: str) -> None:
        """Lay a parked draft on the shelf, in the place of what this device laid there under its id."""
        with self._store.work(self._actor) as work:
            work.shelf.put(self._by, _head(draft, self._by, name), draft)

    def told(self) -> Sequence[Told]:
        """What became of what this device laid there."""
        with self._store.look() as work:
            return work.shelf.told(self._by)

    def withdraw(self, draft_id: str, knowing: bool = False) -> bool:
        """Take back what this device laid there; False when somebody has taken it, unless this is known."""
        with self._store.work(self._actor) as work:
            done = work.shelf.withdraw(draft_id, self._by, knowing)
        self._tidy()
        return done

    def seen(self) -> Sequence[Parked]:
        """What other devices put aside, the latest first."""
        with self._store.look() as work:
            laid = work.shelf.open_for(self._by, self._trust.now() - LOST)
            own = [] if self._own == self._by else [d for d in work.drawer.drafts() if d.parked_at is not None]
        here = [_head(draft, self._own, self._name_of(draft)) for draft in own]
        return sorted([*laid, *here], key=lambda one: one.parked_at, reverse=True)

    def give(self, draft_id: str, device: str, window: str) -> Draft:
        """Hand one over, whole; the same again to the same device. Refuses one that is gone."""
        now = self._trust.now()
        with self._store.work(self._actor) as work:
            draft = work.drawer.draft(draft_id) if device == self._own else None
            if draft is not None and draft.parked_at is not None:
                work.shelf.put(device, _head(draft, device, self._name_of(draft)), draft)
                work.drawer.drop_draft(draft_id)
            given = work.shelf.take(draft_id, device, (self._by, window, self._actor), now, now - LOST)
            if given is None:
                raise DraftGone
        return given

    def received(self, draft_id: str, device: str) -> None:
        """Whoever took it has it now."""
        with self._store.work(self._actor) as work:
            work.shelf.received(draft_id, device, self._by)
            if device == self._own:
                work.shelf.withdraw(draft_id, device, True)
        self._tidy()

    def lacks(self, names: Sequence[str]) -> Sequence[str]:
        """Which of these pages are not here yet."""
        return [name for name in names if not self._store.parked_pages.has(name)]

    def lay_page(self, content: bytes) -> None:
        """A page of a draft that lies here."""
        self._store.parked_pages.keep(content)

    def page(self, draft_id: str, device: str, name: str) -> bytes:
        """A page of a draft that lies here. Refuses one that it does not speak of; raises `Trouble` for one that never
        came."""
        with self._store.look() as work:
            draft = work.shelf.draft(draft_id, device)
        if draft is None or name not in pages_of(draft):
            raise DraftGone
        return (self._store.blobs if device == self._own else self._store.parked_pages).read(name)

    def _tidy(self) -> None:
        """Pages of what lies here no more go with it."""
        with self._store.look() as work:
            lying = work.shelf.lying()
        drop_pages(self._store.parked_pages, lying)


class ParkedDesk:
    """What a window knows of the shelf. `shelf` is the hub's for a PC `behind` one, else that of this PC's own store;
    everything here may wait for the LAN, so it is for the line's lane."""

    def __init__(
        self, store: Store, trust: Trust, actor: str, shelf: CentreShelf, name_of: Callable[[Draft], str], behind: bool
    ) -> None:
        self._store = store
        self._trust = trust
        self._actor = actor
        self._shelf = shelf
        self._name_of = name_of
        self._behind = behind

    def seen(self) -> tuple[Parked, ...]:
        """What other PCs put aside, after this PC's own was told there. Nothing while the hub is away."""
        with suppress(Trouble):
            self.carry()
            return tuple(self._shelf.seen())
        return ()

    def of_number(self, number: str, matter: str) -> Parked | None:
        """Today's latest of a number and a matter."""
        today = business_day(self._trust.now())
        return next(
            (one for one in self.seen() if (one.ticket, one.matter, _day(one)) == (number, matter, today)), None
        )

    def take_over(self, parked: Parked, window: str) -> str:
        """Go on with it here; the id under which it lies in this PC's drafts. Refuses `DraftGone`; raises `Trouble`."""
        given = self._shelf.give(parked.id, parked.device, window)
        fetch_pages(given, parked.device, self._store.blobs, self._shelf)
        with self._store.work(self._actor) as work:
            kept = replace(given, holder=self._actor, window=window, parked_at=None, beside=None)
            if work.drawer.draft(given.id) is not None:
                kept = replace(kept, id=id_beside(kept))
            work.drawer.save_draft(kept)
            as_draft = kept.id if kept.id != given.id else ""
            work.journal.enter(taken_over(given, parked.device, window, as_draft), "draft.taken_over")
        with suppress(Trouble):  # else it is told when it is given once more, or lies there until it is lost
            self._shelf.received(parked.id, parked.device)
        return kept.id

    def carry(self) -> bool:
        """Make the shelf say what is parked here, and hear what was taken; whether a draft of this PC was changed by
        that. Safe to do again at any time."""
        if not self._behind:
            return False
        told = {one.id: one for one in self._shelf.told()}
        changed = [one.id for one in told.values() if self._hear(one)]
        with self._store.look() as work:
            parked = [draft for draft in work.drawer.drafts() if draft.parked_at is not None]
        for draft in parked:
            there = told.get(draft.id)
            if there is None or there.by is not None or there.parked_at != draft.parked_at:
                self._shelf.put(draft, self._name_of(draft))
            lay_pages(draft, self._store.blobs, self._shelf)
        return bool(changed)

    def _hear(self, told: Told) -> bool:
        """One that this PC laid on the shelf: withdrawn when it was gone on with here, given up when it was taken."""
        with self._store.look() as work:
            draft = work.drawer.draft(told.id)
        if told.by is None:
            if draft is None or draft.parked_at is None:
                self._shelf.withdraw(told.id)
            return False
        if draft is not None:
            with self._store.work(self._actor) as work:
                if draft.parked_at == told.parked_at:
                    work.drawer.drop_draft(told.id)
                else:
                    work.drawer.save_draft(replace(draft, beside=told.by))
        self._shelf.withdraw(told.id, knowing=True)
        return draft is not None


def _head(draft: Draft, device: str, name: str) -> Parked:
    assert draft.parked_at is not None
    return Parked(
        draft.id,
        device,
        draft.matter,
        draft.version,
        draft.ticket,
        name,
        draft.holder,
        draft.window,
        draft.parked_at,
    )


def _day(parked: Parked) -> date:
    return business_day(parked.parked_at)
