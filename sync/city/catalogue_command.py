"""`cityd catalogue publish FILE`, `cityd catalogue list`: the city's shelf of definitions, from the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.domain.refusals import Refusal
from sync.city import words

if TYPE_CHECKING:
    from sync.city.catalogue import CityCatalogue, Published

Told = tuple[Any, list[str]]
_KEY, _AREA = re.compile(r"[0-9a-fA-F]{64}"), re.compile(r"[0-9]{2,12}")


def add_catalogue(commands: Any, shared: argparse.ArgumentParser, work: Callable[[argparse.Namespace], Any]) -> None:
    """The grammar; `deed` is what is done with the city's catalogue."""
    catalogue = commands.add_parser("catalogue", help="definitions that centres take over", parents=[shared])
    deeds = catalogue.add_subparsers(title="commands", required=True)
    publish = deeds.add_parser("publish", help="seal a county's parcel and give it out", parents=[shared])
    publish.add_argument("file", metavar="FILE")
    publish.add_argument("--key", default="", metavar="KEY_OR_FILE", help="the county's public key, the first time")
    publish.add_argument("--area", default="", metavar="DIGITS", help="only devices whose number begins so")
    publish.set_defaults(command=work, deed=_publish)
    deeds.add_parser("list", help="what was given out", parents=[shared]).set_defaults(command=work, deed=_listed)


def _publish(catalogue: CityCatalogue, given: argparse.Namespace) -> Told:
    """{"issuer", "serial", "since", "digest", "sha256", "file", "again"}; refusals as `CityCatalogue.publish`."""
    if given.area and not _AREA.fullmatch(given.area):
        raise Refusal("catalogue_area", given=given.area)
    done = catalogue.publish(_read(given.file), "cli", _key(given.key), given.area)
    value = _plain(done) | {"file": str(catalogue.place(done)), "again": done.again}
    return value, [(words.PUBLISHED_AGAIN if done.again else words.PUBLISHED).format(**value)]


def _listed(catalogue: CityCatalogue, _given: argparse.Namespace) -> Told:
    """[{"issuer", "serial", "since", "digest", "sha256", "area"}]."""
    rows = [_plain(one) for one in catalogue.published()]
    return rows, [words.PUBLISHED_LINE.format(**row).rstrip() for row in rows] or [words.PUBLISHED_NONE]


def _plain(one: Published) -> dict[str, Any]:
    said = one.said
    return {
        "issuer": said.issuer,
        "serial": said.serial,
        "since": said.since,
        "digest": said.digest,
        "sha256": said.sha256,
        "area": said.area,
    }


def _key(given: str) -> bytes:
    if not given:
        return b""
    text = given if _KEY.fullmatch(given) else _read(given).decode("ascii", "replace").strip()
    if not _KEY.fullmatch(text):
        raise Refusal("catalogue_key", given=given)
    return bytes.fromhex(text)


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as cause:
        raise Refusal("catalogue_unreadable", path=path, reason=cause.strerror or cause) from None
