"""How a hub is found on the LAN: it announces itself by mDNS and DNS-SD, and PCs of any centre hear it.

The announcement names the centre, the device, and the fingerprint of the hub's key as it stands in pairing codes;
nobody is taken at its word: pairing and every channel verify the key. A LAN that forbids multicast is no trouble:
then nothing is announced and nothing heard, and an address that is typed in works as ever.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, ServiceStateChange, Zeroconf

SERVICE = "_weimin-hub._tcp.local."
OFF = "off"
_LOOPBACK = "127."
_ANSWER = 1500  # milliseconds for the details of one hub
_CLOSING = 5.0


@dataclass(frozen=True, slots=True)
class HubHeard:
    """A hub as it announces itself: its centre (12 digits), its device, the fingerprint of its key, its address."""

    centre: str
    device: str
    fingerprint: str
    url: str


def interfaces(lan: str) -> list[str]:
    """The addresses of this PC on which hubs announce themselves and are heard. `lan` is 'off', addresses, or '' for
    all but the loopback; one that this PC does not have is left out."""
    if lan == OFF:
        return []
    with suppress(ImportError, OSError):
        import ifaddr

        found = [str(ip.ip) for one in ifaddr.get_adapters() for ip in one.ips if ip.is_IPv4]
        return [ip for ip in found if (ip in lan.split() if lan else not ip.startswith(_LOOPBACK))]
    return []


class Beacon:
    """Announces a hub for as long as it is not closed, from a thread of its own."""

    def __init__(self, hub: HubHeard, on: Sequence[str]) -> None:
        """`hub.url` is what is told; its host may be empty, then it is each address of `on`."""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._announce, args=(hub, tuple(on)), name="beacon", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Announce no more."""
        self._over.set()
        self._thread.join(_CLOSING)

    def _announce(self, hub: HubHeard, on: tuple[str, ...]) -> None:
        zeroconf = _open(on)
        if zeroconf is None:
            return
        with suppress(Exception):  # a name that somebody has, a network that goes down: the typed address stays
            zeroconf.register_service(_told(hub, on), allow_name_change=True)
            self._over.wait()
            zeroconf.unregister_all_services()
        zeroconf.close()


class Ear:
    """Hears hubs for as long as it is not closed; `heard` is called on some thread, again when one tells anew."""

    def __init__(self, on: Sequence[str], heard: Callable[[HubHeard], None]) -> None:
        self._zeroconf = _open(on)
        self._heard = heard
        self._present: dict[str, HubHeard] = {}
        self._browser: Any = None
        if self._zeroconf is not None:
            from zeroconf import ServiceBrowser

            self._browser = ServiceBrowser(self._zeroconf, SERVICE, handlers=[self._on_change])

    def present(self) -> list[HubHeard]:
        """Who is there now."""
        return list(self._present.values())

    def close(self) -> None:
        """Hear no more."""
        if self._zeroconf is not None:
            self._zeroconf.close()

    def _on_change(self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        """Zeroconf has heard a name, or hears it no more; the words are zeroconf's own."""
        if state_change.name == "Removed":
            self._present.pop(name, None)
            return
        with suppress(Exception):  # whatever stands in a stranger's announcement
            info = zeroconf.get_service_info(service_type, name, timeout=_ANSWER)
            if info is not None and (hub := _read(info)) is not None:
                self._present[name] = hub
                self._heard(hub)


def find(on: Sequence[str], seconds: float, wanted: Callable[[HubHeard], bool]) -> tuple[HubHeard, ...]:
    """The hubs that are heard within `seconds`; at once when a `wanted` one is. None where multicast is forbidden."""
    found: dict[tuple[str, str], HubHeard] = {}
    enough = threading.Event()
    if not on:
        return ()

    def heard(hub: HubHeard) -> None:
        found[(hub.fingerprint, hub.url)] = hub
        if wanted(hub):
            enough.set()

    ear = Ear(on, heard)
    try:
        enough.wait(seconds)
    finally:
        ear.close()
    return tuple(sorted(found.values(), key=lambda hub: (hub.centre, hub.device, hub.url)))


def _open(on: Sequence[str]) -> Zeroconf | None:
    """The way to the LAN's multicast, None where there is none."""
    if not on:
        return None
    try:
        from zeroconf import IPVersion, Zeroconf

        return Zeroconf(interfaces=list(on), ip_version=IPVersion.V4Only)
    except (ImportError, OSError):
        return None


def _told(hub: HubHeard, on: Iterable[str]) -> ServiceInfo:
    from zeroconf import ServiceInfo

    scheme, _, rest = hub.url.partition("://")
    host, _, port = rest.rpartition(":")
    told = {"v": "1", "centre": hub.centre, "device": hub.device, "key": hub.fingerprint, "scheme": scheme}
    if host:
        told["url"] = hub.url
    name = f"{hub.device}-{hub.fingerprint.lower()}"
    return ServiceInfo(
        SERVICE,
        f"{name}.{SERVICE}",
        addresses=[socket.inet_aton(one) for one in on],
        port=int(port),
        properties=told,
        server=f"{name}.local.",
    )


def _read(info: ServiceInfo) -> HubHeard | None:
    """What a hub told, None when it is of another kind."""
    told = {key.decode(): (value or b"").decode() for key, value in info.properties.items()}
    addresses = info.parsed_addresses()
    if not told.get("centre") or not told.get("key") or told.get("scheme") not in ("http", "https") or not addresses:
        return None
    url = told.get("url") or f"{told['scheme']}://{addresses[0]}:{info.port}"
    return HubHeard(told["centre"], told.get("device", ""), told["key"], url)
