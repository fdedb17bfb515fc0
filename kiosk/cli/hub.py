"""Commands of a centre's LAN: the hub and its devices, pairing a PC, and what waits for a person."""

import re
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from kiosk.cli.answer import Answer
from kiosk.cli.centre.words import Hubs
from kiosk.cli.kept import say_how_kept
from kiosk.cli.words import (
    HUB_CODE,
    HUB_DEVICE,
    HUB_HEARD,
    HUB_NOBODY,
    HUB_OTHER,
    HUB_UNHEARD,
    PAIRED,
    PEER_ANSWERS,
    PEER_REFUSED,
    WORK_FINE,
    WORK_LINE,
    WORK_REASONS,
)
from kiosk.domain.refusals import Refusal
from kiosk.settings import Settings, read_settings
from kiosk.wiring.carrier import read_ca_file
from kiosk.wiring.house import house

_LISTEN = re.compile(r"(\[[0-9a-fA-F:]+\]|[^\s:]*):\d{1,5}")
_URL = re.compile(r"https?://[^\s/]+")


def serve(given: Namespace) -> Answer:
    """Be the hub of the centre: listen, or a new pairing code {"code"}, or the devices and other hubs of this centre
    {"devices": [...], "others": [...]}; with `find` the hubs on this LAN
    [{"centre", "device", "fingerprint", "url"}]; with `stay` or `step_down` which of two hubs is one: {"code",
    "others"}, {"url", "numbers", "left", "peers"}."""
    from kiosk.wiring.centre import hub_code, hub_devices, other_hubs_heard

    settings = read_settings(given.data)
    if given.find:
        return _found(settings)
    if given.stay or given.step_down:
        return _chosen(given)
    if given.code:
        code = hub_code(settings, given.staff)
        return Answer({"code": code}, [HUB_CODE.format(code=code)])
    if given.listen:
        if not _LISTEN.fullmatch(given.listen):
            raise Refusal("listen_wrong", listen=given.listen)
        from kiosk.wiring.hub_serving import serve_hub

        certificate, key = (Path(name) if name else None for name in (given.tls_cert, given.tls_key))
        if given.public and not _URL.fullmatch(given.public):
            raise Refusal("hub_url_wrong", url=given.public)
        say_how_kept(given.data)
        serve_hub(settings, given.listen, certificate, key, given.public)
        return Answer(None)
    devices, others = hub_devices(settings), other_hubs_heard(settings)
    lines = [
        HUB_DEVICE.format(**device, said=PEER_ANSWERS.get(device["answer"], PEER_REFUSED.format(**device)))
        for device in devices
    ]
    said = [HUB_OTHER.format(**other) for other in others]
    return Answer({"devices": devices, "others": others}, [*said, *(lines or [HUB_NOBODY])])


def _chosen(given: Namespace) -> Answer:
    if given.url and not _URL.fullmatch(given.url.rstrip("/")):
        raise Refusal("hub_url_wrong", url=given.url)
    with house(given.data, given.staff) as desks:
        if given.stay:
            stays = desks.hubs.stay()
            others = Hubs.AND.join(stays.others) or Hubs.NONE
            return Answer(asdict(stays), [Hubs.STAYS.format(code=stays.code, others=others)])
        done = desks.hubs.step_down(given.step_down, given.url.rstrip("/"), read_ca_file(given.ca))
    lines = [Hubs.STEPPED_DOWN.format(url=done.url)]
    lines += [Hubs.NUMBER.format(before=before, now=now) for before, now in done.numbers]
    lines += [Hubs.LEFT.format(numbers=Hubs.AND.join(done.left))] if done.left else []
    lines += [Hubs.PEERS.format(peers=Hubs.AND.join(done.peers))] if done.peers else []
    return Answer(asdict(done), lines)


def _found(settings: Settings) -> Answer:
    from kiosk.wiring.finding import hubs_on_lan

    hubs = [asdict(hub) for hub in hubs_on_lan(settings.lan)]
    return Answer(hubs, [HUB_HEARD.format(**hub) for hub in hubs] or [HUB_UNHEARD])


def pair(given: Namespace) -> Answer:
    """Put this PC behind the hub of its centre: {"url", "device"}. The code is good once, for a day; without an address
    the hub that wrote it is looked for on the LAN."""
    from kiosk.wiring.centre import Joining, pair_station
    from kiosk.wiring.finding import hub_of_code

    settings = read_settings(given.data)
    url = given.url.rstrip("/") or hub_of_code(settings.lan, given.code)
    if not _URL.fullmatch(url):
        raise Refusal("hub_url_wrong", url=given.url)
    device = pair_station(settings, given.staff, Joining(url, given.code, given.role, given.ca))
    return Answer({"url": url, "device": device}, [PAIRED.format(url=url)])


def listed(given: Namespace) -> Answer:
    """What waits for a person: [{"id", "reason", "at", "kind", "case_no", "device", "detail"}]."""
    from kiosk.wiring.centre import work_list

    items = work_list(read_settings(given.data), given.staff)
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
