"""`cityd courier in FILE|DIR`, `cityd courier out DIR`: the city's end of a stick, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sync.city import words

if TYPE_CHECKING:
    from sync.city.courier import CityCourier, FileSeen


def add_courier(commands: Any, shared: argparse.ArgumentParser, work: Callable[[argparse.Namespace], Any]) -> None:
    """The grammar of both commands; `way` says which."""
    courier = commands.add_parser("courier", help="bundles on a stick", parents=[shared])
    ways = courier.add_subparsers(title="commands", required=True)
    take = ways.add_parser("in", help="read bundles in", parents=[shared])
    take.add_argument("where", metavar="FILE|DIR")
    answer = ways.add_parser("out", help="write answers", parents=[shared])
    answer.add_argument("where", metavar="DIR")
    answer.add_argument("--device", action="append", default=[], metavar="CODE12-01", help="instead of those on DIR")
    take.set_defaults(command=work, way="in")
    answer.set_defaults(command=work, way="out")


def read_in(courier: CityCourier, where: str) -> tuple[dict[str, Any], list[str]]:
    """{"files": [...], "stored", "scans"} and lines for people."""
    seen = courier.take(Path(where))
    files = [_file(one) for one in seen]
    stored, scans = sum(one["stored"] for one in files), sum(one["scans"] for one in files)
    head = words.STICK_READ.format(files=len(files), stored=stored, scans=scans)
    return {"files": files, "stored": stored, "scans": scans}, [head, *(_line(one) for one in files)]


def write_out(courier: CityCourier, where: str, devices: list[str]) -> tuple[dict[str, Any], list[str]]:
    """{"answers": [...], "refused": [...]} and lines for people. Without names: for those whose bundles lie there, and
    where none do, for all that have come by stick."""
    folder = Path(where)
    named = devices or courier.devices_on(folder) or courier.known()
    seen = courier.answer(named, folder)
    answers = [one.name for one in seen if not one.refused]
    refused = [{"device": one.name, "why": one.refused} for one in seen if one.refused]
    lines = [words.STICK_WRITTEN.format(answers=len(answers))]
    lines += [f"{one['device']}  {words.BUNDLES_REFUSED[one['why']]}" for one in refused]
    return {"answers": answers, "refused": refused}, lines


def _file(seen: FileSeen) -> dict[str, Any]:
    results = seen.taken.results if seen.taken else ()
    return {
        "file": seen.name,
        "device": seen.taken.device if seen.taken else "",
        "stored": sum(result.stored for result in results),
        "before": sum(result.before for result in results),
        "answers": sorted({result.answer.value for result in results}),
        "scans": seen.taken.scans if seen.taken else 0,
        "left": seen.taken.left if seen.taken else 0,
        "refused": seen.refused,
    }


def _line(one: dict[str, Any]) -> str:
    if one["refused"]:
        return f"{one['file']}  {words.BUNDLES_REFUSED.get(one['refused'], words.BUNDLES_REFUSED['broken'])}"
    said = words.TOGETHER.join(words.RUNS[answer] for answer in one["answers"])
    return words.STICK_FILE.format(said=said or words.RUNS["before"], **one)
