"""Commands of a centre's LAN: the hub and its devices, pairing a PC, and what waits for a person."""

import re
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from kiosk.cli.answer import Answer
from kiosk.cli.words import (
    HUB_CODE,
    HUB_DEVICE,
    HUB_NOBODY,
    PAIRED,
    PEER_ANSWERS,
    PEER_REFUSED,
    WORK_FINE,
    WORK_LINE,
    WORK_REASONS,
)
from kiosk.domain.refusals import Refusal
from kiosk.settings import read_settings
from kiosk.wiring.house import actor_of

_LISTEN = re.compile(r"(\[[0-9a-fA-F:]+\]|[^\s:]*):\d{1,5}")
_URL = re.compile(r"https?://[^\s/]+")


def serve(given: Namespace) -> Answer:
    """Be the hub of the centre: listen, or a new pairing code {"code"}, or the devices {"devices": [...]}."""
    from kiosk.wiring.centre import hub_code, hub_devices

    settings = read_settings(given.data)
    if given.code:
        code = hub_code(settings)
        return Answer({"code": code}, [HUB_CODE.format(code=code)])
    if given.listen:
        if not _LISTEN.fullmatch(given.listen):
            raise Refusal("listen_wrong", listen=given.listen)
        from kiosk.wiring.hub_serving import serve_hub

        certificate, key = (Path(name) if name else None for name in (given.tls_cert, given.tls_key))
        serve_hub(settings, given.listen, certificate, key)
        return Answer(None)
    devices = hub_devices(settings)
    lines = [
        HUB_DEVICE.format(**device, said=PEER_ANSWERS.get(device["answer"], PEER_REFUSED.format(**device)))
        for device in devices
    ]
    return Answer({"devices": devices}, lines or [HUB_NOBODY])


def pair(given: Namespace) -> Answer:
    """Put this PC behind the hub of its centre: {"url", "device"}. The code is good once, for a day."""
    from kiosk.wiring.centre import pair_station

    url = given.url.rstrip("/")
    if not _URL.fullmatch(url):
        raise Refusal("hub_url_wrong", url=given.url)
    device = pair_station(read_settings(given.data), actor_of(given.staff), url, given.code, given.role)
    return Answer({"url": url, "device": device}, [PAIRED.format(url=url)])


def listed(given: Namespace) -> Answer:
    """What waits for a person: [{"id", "reason", "at", "kind", "case_no", "device", "detail"}]."""
    from kiosk.wiring.centre import work_list

    items = work_list(read_settings(given.data))
    lines = [
        WORK_LINE.format(
            at=item.at[:16].replace("T", " "),
            reason=WORK_REASONS.get(item.reason, item.reason),
            case_no=item.case_no or item.id[:8],
            kind=item.kind,
            device=item.device,
        )
        for item in items
    ]
    return Answer([asdict(item) for item in items], lines or [WORK_FINE])
