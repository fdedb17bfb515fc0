"""Puts the desks of the line on the store; where the line is kept at a hub, the ways to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms import Catalogue
    from kiosk.app.hubs import HubDesk
    from kiosk.app.ports import Trust, WindowDesk, Wishes
    from kiosk.app.queue import QueueDesk
    from kiosk.app.rating import RatingDesk
    from kiosk.app.running import LineDesk
    from kiosk.lan.queue import HubLine
    from kiosk.store.door import OpenStore


class LineDesks:
    """Each is made when it is first used. `catalogue` is asked when a desk is made."""

    def __init__(
        self, store: OpenStore, catalogue: Callable[[], Catalogue], trust: Trust, actor: str, lan: str = ""
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._trust = trust
        self._actor = actor
        self._lan = lan

    @cached_property
    def way(self) -> HubLine | None:
        """The way to the hub of a PC that is paired with one."""
        from kiosk.store.post import HUB_URL

        with self._store.look() as work:
            if not work.drawer.setting(HUB_URL):
                return None
        from kiosk.wiring.hub_line import way_to_hub

        return way_to_hub(self._store)

    @cached_property
    def queue(self) -> QueueDesk:
        """Where tickets are taken."""
        if self.way is None:
            return self._own_queue()
        from kiosk.wiring.hub_line import queue_at_hub

        return queue_at_hub(self.way, self._store, self._own_queue, self._actor, lambda: self.line)

    @cached_property
    def line(self) -> LineDesk:
        """This PC's own line."""
        from kiosk.app.running import LineDesk

        return LineDesk(self._store, self._catalogue(), self._trust, self._actor)

    @cached_property
    def window(self) -> WindowDesk:
        """The line's own desk, where the line is kept."""
        if self.way is None:
            return self.line
        from kiosk.lan.queue import RemoteHand

        return RemoteHand(self.way, self._actor)

    @cached_property
    def wishes(self) -> Wishes:
        """Beside the line, where that is kept."""
        if self.way is None:
            from kiosk.app.wishes import WishDesk

            return WishDesk(self._store, self._trust, self._actor)
        from kiosk.lan.wishes import RemoteWishes

        return RemoteWishes(self.way, self._actor)

    @cached_property
    def rating(self) -> RatingDesk:
        """Where residents say how it was."""
        from kiosk.app.rating import RatingDesk

        return RatingDesk(self._store, self._trust, self._actor)

    @cached_property
    def hubs(self) -> HubDesk:
        """Where it is chosen which of two hubs stays."""
        from kiosk.app.hubs import HubDesk
        from kiosk.wiring.one_hub import StoreHubRoom

        return HubDesk(StoreHubRoom(self._store, self._actor, self._lan), self._own_queue(), lambda: self.line)

    def _own_queue(self, reserve: int = 0) -> QueueDesk:
        from kiosk.app.queue import LocalQueue

        return LocalQueue(self._store, self._catalogue(), self._trust, self._actor, reserve)
