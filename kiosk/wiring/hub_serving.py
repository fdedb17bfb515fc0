"""Serves a hub: takes the port, says in one line where it listens, and goes on until it is stopped."""

from __future__ import annotations

import json
import socket
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from kiosk.devices.clock import SystemClock
from kiosk.domain.refusals import Trouble
from kiosk.lan.beacon import Beacon, HubHeard, interfaces
from kiosk.settings import Settings
from kiosk.store.one_hub import has_stepped_down
from kiosk.wiring.house import furnish, opened
from kiosk.wiring.hub import build_hub, hub_application
from kiosk.wiring.hub_line import LineOfHub
from kiosk.wiring.safekeeping import keep_safe
from kiosk.wiring.second_hub import hear_hubs
from kiosk.wiring.unlocking import must_open_by_itself
from sync.protocol.enrolment import fingerprint
from sync.protocol.seal import load_key, public_bytes

if TYPE_CHECKING:
    from kiosk.store.door import OpenStore


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write(json.dumps({"url": self._url}) + "\n")
        sys.stdout.flush()


def serve_hub(
    settings: Settings, listen: str, certificate: Path | None = None, key: Path | None = None, public: str = ""
) -> None:
    """Listen at `listen` (HOST:PORT, port 0 takes any) until the process is asked to stop; over TLS with a
    certificate and its key (PEM). PCs find it by themselves, at `public` when something stands before it.
    Raises `Trouble`."""
    host, _, port = listen.rpartition(":")
    host = host.strip("[]") or "127.0.0.1"
    must_open_by_itself(settings)
    with opened(settings) as store:
        desks = furnish(store, settings, "hub")
        taken = _take(host, int(port))
        config = uvicorn.Config(
            hub_application(
                build_hub(store, SystemClock(), lambda: desks.catalogue),
                LineOfHub(lambda actor: furnish(store, settings, actor)),
            ),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
            ssl_certfile=str(certificate) if certificate else None,
            ssl_keyfile=str(key) if key else None,
        )
        scheme, shown = ("https" if certificate else "http"), (f"[{host}]" if ":" in host else host)
        port_taken = taken.getsockname()[1]
        with ExitStack() as stay:
            beacon = stay.enter_context(
                closing(_announced(store, settings.lan, host, public or f"{scheme}://:{port_taken}"))
            )
            stay.callback(hear_hubs(store, settings.lan, beacon.close))
            stay.callback(keep_safe(store, settings))
            _Server(config, f"{scheme}://{shown}:{port_taken}").run(sockets=[taken])


def _announced(store: OpenStore, lan: str, host: str, url: str) -> Beacon:
    """Tell the LAN of this hub."""
    key = fingerprint(public_bytes(load_key(store.device_key)))
    return Beacon(HubHeard(store.device.centre, store.device.id, key, url), announced_on(store, lan, host, url))


def announced_on(store: OpenStore, lan: str, host: str, url: str) -> list[str]:
    """The addresses on which this hub tells the LAN of itself, as far as it can be reached there; one that has stepped
    down is silent."""
    reached = host in ("0.0.0.0", "::") or not url.rpartition("://")[2].startswith(":")  # noqa: S104
    with store.look() as work:
        silent = has_stepped_down(work)
    return [] if silent else [one for one in interfaces(lan) if reached or one == host]


def _take(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once (no Nagle) only where the socket says that it is TCP
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two programs take one port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(256)
    except OSError as error:
        taken.close()
        raise Trouble("port_taken", port=port, detail=error.strerror) from error
    return taken
