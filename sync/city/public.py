"""The pages that residents see: a scanned receipt, a search by number, a guide. No script, no log-in, a few KB."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from anyio.to_thread import run_sync
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from forms import UnknownMatter
from kiosk.domain.refusals import CaseElsewhere
from sync.city import words
from sync.city.house import City
from sync.city.press import PagePress
from sync.city.progress import Progress
from sync.city.rating import FORM
from sync.city.tracking import Seal, Tracked, Tracking
from sync.city.turnstile import Turnstile
from sync.city.typed import read_typed

_Page = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Said:
    """A short note on a page."""

    title: str
    text: str


class PublicPages:
    """Routes for residents."""

    def __init__(self, city: City, turnstile: Turnstile) -> None:
        self._city = city
        self._turnstile = turnstile
        self._press = PagePress("page.css")
        progress = Progress(city.books, city.desk, city.matters, city.calendar, city.now)
        self._tracking = Tracking(city.books, city.register, progress)

    def routes(self) -> list[Route]:
        """To be mounted at the root. Paths of codes are found in either case: scanners and phones change it."""
        codes = [self._route(f"/{letter}/{{digits}}", self._receipt) for letter in "Rr"]
        codes += [self._route(f"/{letter}/{{digits}}", self._rated, "POST") for letter in "Rr"]
        slips = [self._route(f"/{letter}/{{digits}}", self._slip) for letter in "Qq"]
        others = [self._route("/", self._home), self._route("/guide/{matter}", self._guide)]
        return [*codes, *slips, *others, self._route("/track", self._asked, "POST")]

    def _route(self, path: str, page: _Page, method: str = "GET") -> Route:
        return Route(path, page, methods=[method], middleware=[Middleware(GZipMiddleware, minimum_size=500)])

    def note(self, key: str, status: int) -> Response:
        """A page with nothing but a short note."""
        return self._press.page("note.html", status, said=_said(key), **self._frame(None))

    async def _receipt(self, request: Request) -> Response:
        tracked: Tracked = await run_sync(self._tracking.scanned, request.path_params["digits"])
        if "rate" in request.query_params and _rateable(tracked):
            return self._rate(tracked, request)
        return self._track(tracked, request, 404 if tracked.seal is Seal.BROKEN else 200)

    async def _rated(self, request: Request) -> Response:
        """A rating of the receipt's own case. Who holds the paper may rate, once; a busy address has to wait."""
        typed = await read_typed(request)
        tracked: Tracked = await run_sync(self._tracking.scanned, request.path_params["digits"])
        if not _rateable(tracked):
            return self.note("rated_before" if tracked.cases and tracked.cases[0].rated else "no_page", 409)
        if not self._turnstile.lets_in(request.client.host if request.client else ""):
            return self.note("rate_often", 429)
        try:
            done = await run_sync(self._tracking.rate, request.path_params["digits"], typed)
        except CaseElsewhere:  # somebody else was a moment quicker with the same paper
            return self.note("rated_before", 409)
        return self.note("rated", 200) if done else self._rate(tracked, request, "rate_level", 422)

    def _rate(self, tracked: Tracked, request: Request, said: str = "", status: int = 200) -> Response:
        frame = self._frame(None)
        shown = {"case": tracked.cases[0], "path": request.url.path, "form": FORM}
        return self._press.page("rate.html", status, said=_said(said) if said else None, **shown, **frame)

    async def _slip(self, _request: Request) -> Response:
        return self.note("slip", 200)

    async def _home(self, request: Request) -> Response:
        return self._press.page("home.html", said=None, case_no="", **self._frame(request))

    async def _asked(self, request: Request) -> Response:
        typed = await read_typed(request)
        case_no, last_four = typed.get("case_no", ""), typed.get("last_four", "")
        if not self._turnstile.lets_in(request.client.host if request.client else ""):
            return self._home_with("too_often", 429, case_no)
        tracked = await run_sync(self._tracking.asked, case_no, last_four)
        return self._track(tracked, None, 200) if tracked else self._home_with("not_found", 404, case_no)

    async def _guide(self, request: Request) -> Response:
        try:
            matter = self._city.catalogue.current().matter(request.path_params["matter"])
        except UnknownMatter:
            return self.note("no_page", 404)
        return self._press.page("guide.html", matter=matter, **self._frame(request))

    def _home_with(self, key: str, status: int, case_no: str) -> Response:
        return self._press.page("home.html", status, said=_said(key), case_no=case_no, **self._frame(None))

    def _track(self, tracked: Tracked, request: Request | None, status: int) -> Response:
        now = words.moment_of(self._city.now())
        rate_at = request.url.path if request is not None and _rateable(tracked) else ""
        shown = {"tracked": tracked, "case_no": "", "now": now, "rate_at": rate_at}
        return self._press.page("track.html", status, **shown, **self._frame(request))

    def _frame(self, request: Request | None) -> dict[str, Any]:
        """What every page has: whose it is, and large letters on demand where the address can say so."""
        big = request is not None and "big" in request.query_params
        resize = None if request is None else request.url.path + ("" if big else "?big")
        return {"city": self._city.name, "demo": self._city.demo, "big": big, "resize": resize}


def _rateable(tracked: Tracked) -> bool:
    """A genuine receipt whose one case has arrived, and was not rated yet."""
    fitting = tracked.seal in (Seal.GENUINE, Seal.DEMO) and len(tracked.cases) == 1
    return fitting and not tracked.cases[0].rated


def _said(key: str) -> Said:
    return Said(*words.NOTES_OF_PAGES[key])
