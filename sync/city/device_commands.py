"""`cityd devices list|invite`, `cityd quarantine list|release`: the clerk who looks after devices."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kiosk.domain.refusals import Refusal
from sync.city import words
from sync.protocol.enrolment import write_invitation

if TYPE_CHECKING:
    from sync.city.house import City

Said = tuple[Any, list[str]]


def add_devices(commands: Any, shared: argparse.ArgumentParser, work: Callable[[argparse.Namespace], Any]) -> None:
    """The grammar; `deed` is what to do with an open city."""
    devices = commands.add_parser("devices", help="who is known here", parents=[shared])
    of_devices = devices.add_subparsers(title="commands", required=True)
    of_devices.add_parser("list", help="all devices", parents=[shared]).set_defaults(command=work, deed=_listed)
    invite = of_devices.add_parser("invite", help="a one-time code as a QR for a scanner", parents=[shared])
    invite.add_argument("--centre", required=True, metavar="CODE12")
    invite.add_argument("--device", required=True, metavar="01")
    invite.add_argument("--url", required=True, help="where devices find this city: https://HOST[:PORT]")
    invite.set_defaults(command=work, deed=_invited)
    aside = commands.add_parser("quarantine", help="what lies aside for a person", parents=[shared])
    of_aside = aside.add_subparsers(title="commands", required=True)
    of_aside.add_parser("list", help="all that waits", parents=[shared]).set_defaults(command=work, deed=_lying)
    release = of_aside.add_parser("release", help="take what is sound into the log", parents=[shared])
    release.add_argument("device", metavar="CODE12-01")
    release.add_argument("--epoch", type=int, default=None)
    release.set_defaults(command=work, deed=_released)


def _listed(city: City, _given: argparse.Namespace) -> Said:
    found = city.register.devices()
    value = [
        {"device": d.device, "name": d.name, "seen_at": d.seen_at, "waiting": d.waiting, "trusted": d.trusted}
        for d in found
    ]
    lines = [f"{d.device}  {words.TRUST[d.trusted]}  {d.seen_at or words.NEVER_SEEN}  {d.name}" for d in found]
    return value, lines


def _invited(city: City, given: argparse.Namespace) -> Said:
    device = f"{given.centre}-{given.device}"
    code = city.register.new_code(device)
    text = write_invitation(given.url, code)
    said = words.CODE_MADE.format(code=code, device=device)
    return {"code": code, "device": device, "scan": text}, [*drawn(text), text, said]


def _lying(city: City, _given: argparse.Namespace) -> Said:
    found = city.aside.lying()
    value = [
        {"device": o.device, "epoch": o.epoch, "seq": o.seq, "why": o.why, "kind": o.kind, "case_no": o.case_no}
        for o in found
    ]
    lines = [f"{o.device} {o.epoch}/{o.seq}  {words.WHY_ASIDE[o.why]}  {o.kind}  {o.case_no}".rstrip() for o in found]
    return value, lines or [words.NOTHING_ASIDE]


def _released(city: City, given: argparse.Namespace) -> Said:
    count = city.aside.release(given.device, given.epoch)
    if not count:
        raise Refusal("nothing_aside", device=given.device)
    return {"device": given.device, "released": count}, [words.RELEASED.format(device=given.device, count=count)]


def drawn(text: str, quiet: int = 4) -> list[str]:
    """A QR of half blocks, two rows of modules a line; on a terminal in black on white, whatever its colours."""
    import qrcode

    code = qrcode.QRCode(border=quiet, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text, optimize=0)
    rows = code.get_matrix()
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    lines = ["".join(_BLOCKS[upper, lower] for upper, lower in zip(*pair, strict=True)) for pair in pairs]
    return [f"\x1b[30;107m{line}\x1b[0m" for line in lines] if sys.stdout.isatty() else lines


_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
