"""The city as one ASGI application: what devices speak to, what residents see, what a department works with."""

from time import monotonic

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sync.city.catalogue import CityBlobs
from sync.city.console import ConsolePages
from sync.city.house import City
from sync.city.public import PublicPages
from sync.city.renewing import RenewalRoute
from sync.city.turnstile import Turnstile
from sync.server.lodging import LodgingCounter
from sync.server.routes import ProtocolRoutes


def application(city: City) -> Starlette:
    """The application over an open city."""
    public = PublicPages(city, Turnstile(monotonic))
    backups = LodgingCounter(city.reception, city.backups, city.voice, city.relays.spoken_for)
    protocol = ProtocolRoutes(city.reception, CityBlobs(city.catalogue, city.scans), backups=backups)

    renewal = RenewalRoute(city.register, city.voice)

    async def not_there(_request: Request, no: Exception) -> Response:
        return public.note("no_page", no.status_code if isinstance(no, HTTPException) else 404)

    async def failing(_request: Request, _error: Exception) -> Response:
        return public.note("failing", 500)

    return Starlette(
        routes=[*protocol.routes(), *renewal.routes(), *public.routes(), *ConsolePages(city).routes()],
        exception_handlers={HTTPException: not_there, Exception: failing},
    )
