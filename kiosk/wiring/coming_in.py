"""Opens the house of a PC whose data only people open, by what somebody has typed at its entrance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Refusal, Trouble

if TYPE_CHECKING:  # made before the first picture is painted: the store is loaded when somebody comes
    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import SignedIn
    from kiosk.settings import Settings
    from kiosk.store.door import OpenStore

MOST_NEWS = 30.0
NEWS_SECONDS = 3.0  # while the data was closed no news came in: who has left is asked for first, where there is a line


class FromClosed:
    """The `ComingIn` of `kiosk.ui.entrance`. `kept` is given the store once somebody is in, and closes it then."""

    def __init__(self, settings: Settings, kept: Callable[[OpenStore], None], news: float = NEWS_SECONDS) -> None:
        self._settings, self._kept, self._news = settings, kept, news
        self._asking: Thread | None = None

    def come_in(self, typed: Mapping[str, str], /) -> tuple[Desks, SignedIn]:
        """The house and who is in it. Refuses `SignInRefused`, `SignInLocked`, and `badge_needed` for a right secret
        without the badge that belongs to it; the data is closed again then."""
        from kiosk.devices.clock import SystemClock
        from kiosk.store.personal import ByStaff
        from kiosk.wiring.house import furnish, open_here

        staff, host = typed["staff"].strip(), typed.get("host", "").strip()
        secret = typed["host_secret"] if host else typed["secret"]
        unlock = ByStaff(self._settings.data, host or staff, secret, SystemClock().now)
        store = open_here(self._settings, unlock=unlock)
        asking: Thread | None = None
        try:
            desks = furnish(store, self._settings, "door")
            asking = _ask_for_news(desks, self._news)
            signed = self._signed_in(store, desks, typed)
        except BaseException:
            _close(store, asking)
            raise
        self._asking = asking
        self._kept(store)
        desks.exports.clear()
        return desks, signed

    def news_over(self) -> None:
        """Wait for the first round with the upstream, if it is still under way: the data is about to be closed."""
        if self._asking is not None:
            self._asking.join(MOST_NEWS)

    def say(self, news: Refusal | Trouble, /) -> str:
        """Any bad news in a sentence."""
        from kiosk.ui.errands import UNFORESEEN
        from kiosk.ui.words import word
        from kiosk.wiring.sentences import say

        return word("unforeseen", id=news.values.get("id", "")) if news.key == UNFORESEEN else say(news)

    def _signed_in(self, store: OpenStore, desks: Desks, typed: Mapping[str, str]) -> SignedIn:
        from kiosk.domain.staff.refusals import SignInRefused

        staff, host, badge = typed["staff"].strip(), typed.get("host", "").strip(), typed.get("badge", "")
        with store.look() as work:
            account = work.staff.get(staff)
        if account is None or account.left:
            raise SignInRefused(0)
        if host and host != staff:
            desks.sign_in.vouch(host, typed["host_secret"], staff)
        if account.badge and not badge and not host:
            raise Refusal("badge_needed")
        return desks.sign_in.sign_in(staff, typed["secret"], badge)


def _ask_for_news(desks: Desks, seconds: float) -> Thread:
    """A round with the upstream, for as long as somebody may be kept waiting; it ends by itself."""

    def ask() -> None:
        with suppress(Exception):  # whatever it is, the postman of the screens meets it again and says so
            desks.post.send()

    asking = Thread(target=ask, name="first news", daemon=True)
    asking.start()
    asking.join(seconds)
    return asking


def _close(store: OpenStore, asking: Thread | None) -> None:
    """Nobody is in: close it, once the round that is under way has ended."""

    def close() -> None:
        if asking is not None:
            asking.join()
        store.close()

    if asking is None or not asking.is_alive():
        close()
    else:
        Thread(target=close, name="closing", daemon=True).start()
