"""Carries the post between this device's store and the city: puts the rooms of sync and the store together."""

from kiosk.app.post import PostRound
from kiosk.domain.refusals import Refusal
from kiosk.store.door import OpenStore
from kiosk.store.journal import Clock


class CityCarrier:
    """The `Carrier` port towards the city that this device is enrolled with."""

    def __init__(self, store: OpenStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def round(self) -> PostRound:
        """One round. A device that is not enrolled yet keeps everything and says so."""
        with self._store.look() as work:
            waiting = work.post.seen().waiting
        return PostRound(0, 0, 0, waiting, "not_enrolled")


def enrol(store: OpenStore, actor: str, url: str, code: str) -> None:
    """Have the city at `url` certify this device's key."""
    raise Refusal("not_enrolled", url=url, code=code, actor=actor, device=store.device.id)
