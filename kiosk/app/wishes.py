"""What somebody in the hall waits for: help at the hall's screen, a rating at a window. It lies where the line lies, so
that every PC of the centre sees it at once; what came of it is the journal's."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kiosk.app.outcomes import Wished
from kiosk.domain.deadline import business_day
from kiosk.domain.rating import Rateable
from kiosk.domain.refusals import NobodyCalls, NothingToRate
from kiosk.domain.wishes import COMING_SHOWN, RATING_SHOWN, HelpAsked, RatingAsked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.app.ports import Drawer, Store, Trust

HELP, RATING = "hall.help", "hall.rating"
MOST = 50  # wishes of a kind that are remembered


class WishDesk:
    """For the hall's screens and the windows. Every step is an entry; who asks for help leaves no name."""

    def __init__(self, store: Store, trust: Trust, actor: str) -> None:
        self._store = store
        self._trust = trust
        self._actor = actor

    def ask_help(self, place: str, page: str = "") -> Wished:
        """Somebody at this screen needs a person (叫人帮忙). Once more while nobody comes is the same call."""
        from sync.protocol.kinds import HelpAsked as Payload

        now = self._trust.now()
        with self._store.work(self._actor) as work:
            calls = open_help(work.drawer, now)
            if before := next((one for one in calls if one.place == place and not one.window), None):
                return Wished(before.id)
            call = HelpAsked(uuid4().hex, place, page, now)
            work.journal.enter(Payload(asked=call.id, place=place, page=page), "hall.help_asked")
            _put(work.drawer, HELP, [_help_told(one) for one in (*calls, call)])
        return Wished(call.id)

    def come(self, window: str) -> Wished:
        """Somebody of this window goes to who has called longest (来了). Refuses when nobody calls."""
        from sync.protocol.kinds import HelpAnswered

        now = self._trust.now()
        with self._store.work(self._actor) as work:
            calls = open_help(work.drawer, now)
            call = next((one for one in calls if not one.window), None)
            if call is None:
                raise NobodyCalls
            work.journal.enter(HelpAnswered(asked=call.id, window=window), "hall.help_answered")
            answered = HelpAsked(call.id, call.place, call.page, now, window)
            _put(work.drawer, HELP, [_help_told(answered if one.id == call.id else one) for one in calls])
        return Wished(call.id)

    def ask_rating(self, window: str, case_no: str = "", number: str = "", matter: str = "") -> Wished:
        """Have the resident's side of a window show the rating of a case, or of the number's visit. Refuses when there
        is neither. A window's later wish takes the place of its earlier one."""
        from kiosk.app.line import Line
        from sync.protocol.kinds import RatingAsked as Payload

        now = self._trust.now()
        with self._store.work(self._actor) as work:
            ticket = Line(work, now).find(number) if number else None
            if not case_no and ticket is None:
                raise NothingToRate
            about = Rateable(
                case_no=case_no,
                ticket=ticket.id if ticket else "",
                number=ticket.number if ticket else "",
                matter=matter or (ticket.matter if ticket else ""),
                window=window,
                staff=self._actor,
            )
            asked = RatingAsked(uuid4().hex, window, about, now)
            told = Payload(window=window, case=case_no, ticket=about.ticket, number=about.number, matter=about.matter)
            work.journal.enter(told, "rating.asked")
            others = [one for one in open_ratings(work.drawer, now) if one.window != window]
            _put(work.drawer, RATING, [_rating_told(one) for one in (*others, asked)])
        return Wished(asked.id)

    def rated(self, asked: str) -> Wished:
        """A window's wish is answered, in whatever way; a wish that is over already is no fault."""
        with self._store.work(self._actor) as work:
            left = [one for one in open_ratings(work.drawer, self._trust.now()) if one.id != asked]
            _put(work.drawer, RATING, [_rating_told(one) for one in left])
        return Wished(asked)


def open_help(drawer: Drawer, now: datetime) -> tuple[HelpAsked, ...]:
    """Today's calls for help that nobody answered yet, and those answered a moment ago, in the order of asking."""
    calls = [HelpAsked(**{**told, "at": datetime.fromisoformat(told["at"])}) for told in _taken(drawer, HELP)]
    return tuple(
        one
        for one in calls
        if business_day(one.at) == business_day(now)
        and (not one.window or now - one.at < timedelta(seconds=COMING_SHOWN))
    )


def open_ratings(drawer: Drawer, now: datetime) -> tuple[RatingAsked, ...]:
    """What windows wish to have rated at this moment."""
    wishes = [
        RatingAsked(told["id"], told["window"], Rateable(**told["about"]), datetime.fromisoformat(told["at"]))
        for told in _taken(drawer, RATING)
    ]
    return tuple(one for one in wishes if abs((now - one.at).total_seconds()) < RATING_SHOWN)


def _help_told(call: HelpAsked) -> dict[str, Any]:
    return {
        "id": call.id,
        "place": call.place,
        "page": call.page,
        "at": call.at.isoformat(),
        "window": call.window,
    }


def _rating_told(wish: RatingAsked) -> dict[str, Any]:
    about = wish.about
    named = {name: getattr(about, name) for name in ("case_no", "ticket", "number", "matter", "window", "staff")}
    return {"id": wish.id, "window": wish.window, "about": named, "at": wish.at.isoformat()}


def _taken(drawer: Drawer, name: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(drawer.setting(name, "[]"))
    return told


def _put(drawer: Drawer, name: str, told: Sequence[dict[str, Any]]) -> None:
    drawer.set_setting(name, json.dumps(list(told)[-MOST:], ensure_ascii=False))
