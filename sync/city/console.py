"""A department's desk as a page: the work list on the left, one case open on the right, the next action one button.

There is no log-in yet, so it is only for people at this very machine: whoever comes from elsewhere, under another name
or through a proxy finds nothing here.
"""

import hmac
import secrets
from datetime import timedelta
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kiosk.domain.deadline import business_day
from kiosk.domain.refusals import CaseElsewhere, CaseUnknown
from sync.city import words
from sync.city.desk import GRANTED, REFUSED, SUPPLEMENT
from sync.city.house import City
from sync.city.opinions import opinions_of
from sync.city.press import PagePress
from sync.city.typed import read_typed
from sync.city.worklist import RATED, Worklists
from sync.protocol.kinds import SupplementAsked

ACTOR = "console"
_COOKIE = "console"
_HERE = {"127.0.0.1", "::1", "localhost"}
_SUPPLEMENT_DAYS = 10  # offered as the date of a supplement; the department changes it


class NothingChosen(Exception):
    """A form without a decision, or without its reasons. Nothing was entered."""


class ConsolePages:
    """Routes for a department at this machine."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._press = PagePress("console.css")
        self._lists = Worklists(city, ACTOR)
        self._secret = secrets.token_bytes(32)

    def routes(self) -> list[Route]:
        """To be mounted at the root."""
        return [
            Route("/console", self._show, methods=["GET"]),
            Route("/console/decide", self._decide, methods=["POST"]),
        ]

    async def _show(self, request: Request) -> Response:
        if not _from_here(request):
            return Response(status_code=404)
        query = request.query_params
        chosen = (query.get("case", ""), _number(query.get("twin", "")))
        return await self._page(request, query.get("view", "open"), chosen, done=query.get("done", ""))

    async def _decide(self, request: Request) -> Response:
        typed = await read_typed(request)
        if not (_from_here(request) and self._may(request, typed.get("token", ""))):
            return Response(status_code=403)
        chosen = (typed.get("case_no", ""), _number(typed.get("twin", "")))
        try:
            await run_sync(self._enter, chosen, typed)
        except NothingChosen:
            return await self._page(request, "open", chosen, said=words.SENTENCES["text_missing"]["zh"])
        except (CaseUnknown, CaseElsewhere) as no:
            return await self._page(request, "open", chosen, said=words.say(no.key, no.values))
        return RedirectResponse(f"/console?done={quote(chosen[0])}", status_code=303)

    def _enter(self, chosen: tuple[str, int], typed: dict[str, str]) -> None:
        (case_no, twin), result, text = chosen, typed.get("result", ""), typed.get("text", "")
        if not text or result not in (GRANTED, REFUSED, SUPPLEMENT):
            raise NothingChosen
        if result == SUPPLEMENT:
            items = tuple(one.strip() for one in text.splitlines() if one.strip())
            asked = SupplementAsked(text=words.TOGETHER.join(items), items=items, until=typed.get("until", ""))
            self._city.desk.ask_supplement(case_no, asked, ACTOR, twin)
        else:
            self._city.desk.decide(case_no, result, text, ACTOR, twin)

    async def _page(
        self, request: Request, view: str, chosen: tuple[str, int], done: str = "", said: str = ""
    ) -> Response:
        cookie = request.cookies.get(_COOKIE) or secrets.token_hex(16)
        days = _number(request.query_params.get("days", ""))
        answer = self._press.page(
            "console.html",
            409 if said else 200,
            city=self._city.name,
            demo=self._city.demo,
            list=await run_sync(self._lists.read, view, *chosen),
            ratings=await run_sync(opinions_of, self._city, days) if view == RATED else None,
            reasons=words.ITEM_REASONS,
            done=done,
            said=said,
            until=(business_day(self._city.now()) + timedelta(days=_SUPPLEMENT_DAYS)).isoformat(),
            token=self._token(cookie),
        )
        answer.set_cookie(_COOKIE, cookie, path="/console", httponly=True, samesite="strict")
        return answer

    def _token(self, cookie: str) -> str:
        return hmac.new(self._secret, cookie.encode(), "sha256").hexdigest()

    def _may(self, request: Request, token: str) -> bool:
        """Only a form of our own page, in the browser that it was given to."""
        cookie = request.cookies.get(_COOKIE, "")
        return bool(cookie) and hmac.compare_digest(token.encode(), self._token(cookie).encode())


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


def _from_here(request: Request) -> bool:
    """A browser on this machine that means this machine: not a proxy's, nor a page's that only pretends."""
    forwarded = any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip"))
    client = request.client.host if request.client else ""
    return client in _HERE and (request.url.hostname or "") in _HERE and not forwarded
