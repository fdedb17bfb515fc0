"""Who receives what: a window its centre's cases, an agent his village's and those handed to or from it, a board and
the hall tickets only; who looked at whom and who signed in goes up and never down. Hub and city ask the same here.
"""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

CENTRE_DIGITS, TOWNSHIP_DIGITS = 12, 9
FOR_ALL = ("device.certified", "device.revoked", "catalogue.published")
TICKETS = "ticket."
# What stays above: looks, sign-ins, papers and tickets of one station; and ratings, so that who was rated reads none.
_ABOVE = ("person.", "staff.", "document.", "device.", "journal.", TICKETS, "setting.", "export.", "draft.", "audit.")
_NEVER_DOWN = (*_ABOVE, "backup.", "case.rated", "rating.", "hall.")
_CENTRE = re.compile(r"\d{12}")
RATED = "case.rated"  # that its resident rated a case on the city's page: then no window asks him once more
ACCOUNTS = "account."  # who works at a centre: for all PCs of that centre, and for nobody else
RULED = "centre.ruled"
AREAS = (2, 4, 6, 9, CENTRE_DIGITS)  # digits of a province, a city, a county, a township, a centre
_FOR_THE_HALL = ("line.", "county.", "calendar.")  # rules that name nobody: for the hall and the board too
_CITY = "city"


class Role(StrEnum):
    """What a device was paired as; it decides what comes down to it."""

    WINDOW = "window"
    AGENT = "agent"
    HALL = "hall"
    BOARD = "board"

    @property
    def sees_cases(self) -> bool:
        """Whether cases come down to it; else tickets only."""
        return self in (Role.WINDOW, Role.AGENT)


def goes_down(kind: str) -> bool:
    """Whether entries of this kind, if they are about a case, go to others; kinds unknown here do."""
    return not kind.startswith(_NEVER_DOWN)


def centre_of(device: str) -> str:
    """The centre of a device; '' for the city."""
    return device[:CENTRE_DIGITS] if _CENTRE.match(device) else ""


def township_of(device: str) -> str:
    """What a hub and those it speaks for have in common: the first nine digits; '' for the city."""
    return centre_of(device)[:TOWNSHIP_DIGITS]


def parties(device: str, case_no: str, kind: str, payload: Mapping[str, Any]) -> frozenset[str]:
    """The centres that an entry makes parties of its case: whose number it bears, whose device acts, to which it is
    handed (`to`), from which a filing goes on (`based_on`). A party gets all entries of the case, earlier ones too.
    """
    named = [centre_of(case_no), centre_of(device) if kind.startswith("case.") else "", _centre(payload.get("centre"))]
    if kind != "case.delivered":
        named.append(_centre(payload.get("to")))
    based_on = payload.get("based_on")
    named.append(centre_of(based_on) if isinstance(based_on, str) else "")
    return frozenset(filter(None, named))


def joining(device: str, case_no: str, kind: str, payload: Mapping[str, Any], there: Collection[str]) -> frozenset[str]:
    """The centres that this entry newly makes parties of its case, which has the parties `there`. Only who has a part
    in it already, its own centre, that one's township, and the city make anybody a party: whoever merely knows a case's
    number gets nothing of it by entering something under it."""
    acting, home = centre_of(device), centre_of(case_no)
    if acting and acting not in there and home and not is_over(device, home):
        return frozenset({home}) - frozenset(there)
    return parties(device, case_no, kind, payload) - frozenset(there)


def staff_of(device: str, kind: str, payload: Mapping[str, Any]) -> str:
    """The centre whose PCs have to know an entry about who works there; '' for any other entry, and for one of a device
    that has no say there."""
    centre = _centre(payload.get("centre")) if kind.startswith(ACCOUNTS) else ""
    return centre if centre and is_over(device, centre) else ""


def ruled_area(device: str, kind: str, payload: Mapping[str, Any]) -> str:
    """For whom a rule is set: the digits with which their numbers begin; '' for any other entry, and for one of a
    device that has no say there. A centre rules for itself, a township's for its villages too, the city for all."""
    area = payload.get("area") if kind == RULED else ""
    if not isinstance(area, str) or len(area) not in AREAS or not (area.isascii() and area.isdecimal()):
        return ""
    centre = centre_of(device)
    if device == _CITY or area == centre:
        return area
    is_township = centre.endswith("0" * (CENTRE_DIGITS - TOWNSHIP_DIGITS)) and centre != ""
    return area if is_township and area.startswith(centre[:TOWNSHIP_DIGITS]) else ""


def areas_of(centre: str) -> tuple[str, ...]:
    """All areas in which a centre lies, itself the last."""
    return tuple(centre[:digits] for digits in AREAS) if centre else ()


def ruled_name(area: str, payload: Mapping[str, Any]) -> str:
    """Under which name a device finds a rule of an area: one that names people is for those who see cases."""
    is_plain = str(payload.get("name", "")).startswith(_FOR_THE_HALL)
    return f"{RULED}/{area}" if is_plain else f"{RULED}+/{area}"


def ruled_names(centre: str, *, sees_cases: bool) -> list[str]:
    """The names under which a device of this centre finds its rules."""
    kinds = (RULED, f"{RULED}+") if sees_cases else (RULED,)
    return [f"{kind}/{area}" for kind in kinds for area in areas_of(centre)]


def is_over(device: str, centre: str) -> bool:
    """Whether this device has a say at a centre: one of its own, or of its township's."""
    return centre_of(device) in (centre, centre[:TOWNSHIP_DIGITS].ljust(CENTRE_DIGITS, "0"))


def _centre(value: object) -> str:
    return value if isinstance(value, str) and _CENTRE.fullmatch(value) else ""
