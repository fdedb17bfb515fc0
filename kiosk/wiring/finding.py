"""Finds hubs on this LAN, for a PC that is to be paired with one."""

from collections.abc import Sequence

from kiosk.domain.refusals import Refusal
from kiosk.lan.beacon import HubHeard, find, interfaces
from sync.protocol.enrolment import code_names

PATIENCE = 4.0  # seconds


def hubs_on_lan(lan: str) -> Sequence[HubHeard]:
    """All that are heard, by centre and device; none where multicast is forbidden."""
    return find(interfaces(lan), PATIENCE, lambda _: False)


def hub_of_code(lan: str, code: str) -> str:
    """The address of the hub that wrote this code. Refuses `hub_not_heard`; pairing verifies its key."""
    heard = find(interfaces(lan), PATIENCE, lambda hub: code_names(code, hub.fingerprint))
    url = next((hub.url for hub in heard if code_names(code, hub.fingerprint)), "")
    if not url:
        raise Refusal("hub_not_heard", count=len(heard))
    return url
