"""`cityd`: serves the city, and its commands, which work beside a running server on the same books.

Exit codes: 0 done, 2 refusal, 3 trouble, 1 bug. With `--json` one JSON value on stdout; sentences go to stderr.
"""

import argparse
import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from kiosk.domain.refusals import Refusal
from sync.city import words
from sync.city.backups import add_backups
from sync.city.catalogue_command import add_catalogue
from sync.city.courier_command import add_courier, read_in, write_out
from sync.city.device_commands import add_devices
from sync.city.rulings_command import add_rulings
from sync.city.troubles import CityTrouble

DONE, BUG, REFUSED, TROUBLED = 0, 1, 2, 3
DATA_VARIABLE, DATABASE_VARIABLE, SCANS_VARIABLE = "CITYD_DATA", "CITYD_DATABASE", "CITYD_SCANS"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: `value` as JSON, `lines` for people."""

    value: Any
    lines: Sequence[str]
    code: int = DONE


class Parser(argparse.ArgumentParser):
    """Complains in Chinese and leaves with the refusal's code."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command."""
        _complain(words.say("usage", {"message": message}), self.format_usage().strip())
        raise SystemExit(REFUSED)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or serve. Returns the exit code."""
    given = grammar().parse_args(argv)
    try:
        return _give(given.command(given), given.json)
    except Refusal as no:
        _complain(words.say(no.key, no.values))
        return REFUSED
    except CityTrouble as trouble:
        _complain(words.say(trouble.key, trouble.values))
        return TROUBLED
    except BrokenPipeError:
        return TROUBLED
    except Exception:  # the last door: whatever is left is a bug, and says so
        traceback.print_exc(file=sys.stderr)
        _complain(words.say("bug", {}))
        return BUG


def grammar() -> Parser:
    """All commands."""
    shared = Parser(add_help=False)
    shared.add_argument("--data", default=argparse.SUPPRESS, help="folder of the city's books, key and scans")
    shared.add_argument(
        "--database", default=argparse.SUPPRESS, help="SQLAlchemy address; SQLite in --data if left out"
    )
    shared.add_argument(
        "--scans", default=argparse.SUPPRESS, help="s3://BUCKET/PREFIX?endpoint=URL; --data if left out"
    )
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON value on stdout")
    parser = Parser(prog="cityd", description="the city platform", parents=[shared])
    parser.add_argument("--port", type=int, default=8400, help="0 takes any free port")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--tls-cert", default="", metavar="FILE", help="certificate in PEM: speak TLS")
    parser.add_argument("--tls-key", default="", metavar="FILE", help="its key")
    parser.add_argument("--demo", action="store_true", help="everything here is only for show")
    parser.add_argument("--name", default="", help="the city's name on pages")
    parser.set_defaults(command=_serve, data="", database="", scans="", json=False)
    commands = parser.add_subparsers(title="commands")
    for name, work, text in _COMMANDS:
        command = commands.add_parser(name, help=text, parents=[shared])
        command.set_defaults(command=work)
        if name in ("enrol", "revoke"):
            command.add_argument("--centre", required=True, metavar="CODE12")
            command.add_argument("--device", required=True, metavar="01")
        if name == "decide":
            command.add_argument("case_no", metavar="CASE_NO")
            command.add_argument("--result", required=True, choices=("granted", "refused", "supplement"))
            command.add_argument("--text", required=True)
            command.add_argument("--until", default="", metavar="YYYY-MM-DD", help="last day for a supplement")
            command.add_argument("--twin", type=int, default=0, help="which, when one number stands for two cases")
    add_courier(commands, shared, _courier)
    add_catalogue(commands, shared, _catalogue)
    add_devices(commands, shared, _with_city)
    add_backups(commands, shared, _with_city)
    add_rulings(commands, shared, _with_city)
    return parser


def _open(given: argparse.Namespace) -> Any:
    from sync.city.house import CitySettings, build_city

    demo, name = getattr(given, "demo", False), getattr(given, "name", "")
    database = given.database or os.environ.get(DATABASE_VARIABLE, "")
    scans = given.scans or os.environ.get(SCANS_VARIABLE, "")
    return build_city(CitySettings(_folder(given.data), database, demo, name or words.CITY_NAME, scans))


def _folder(given: str) -> Path:
    """Where the city keeps its things when nobody says where."""
    if given or os.environ.get(DATA_VARIABLE):
        return Path(given or os.environ[DATA_VARIABLE]).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "weimin-city"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "weimin-city"


def _serve(given: argparse.Namespace) -> Answer | None:
    from sync.city.serving import Address, serve

    serve(_open(given), Address(given.host, given.port, given.tls_cert, given.tls_key))
    return None


def _catalogue(given: argparse.Namespace) -> Answer:
    return Answer(*given.deed(_open(given).catalogue, given))


def _with_city(given: argparse.Namespace) -> Answer:
    if hasattr(given, "centre"):
        _device(given)
    return Answer(*given.deed(_open(given), given))


def _enrol(given: argparse.Namespace) -> Answer:
    device = _device(given)
    code = _open(given).register.new_code(device)
    return Answer({"code": code, "device": device}, [words.CODE_MADE.format(code=code, device=device)])


def _revoke(given: argparse.Namespace) -> Answer:
    device = _device(given)
    if not _open(given).register.revoke_device(device):
        raise Refusal("device_unknown", device=device)
    return Answer({"device": device, "revoked": True}, [words.REVOKED.format(device=device)])


def _cases(given: argparse.Namespace) -> Answer:
    twins = _open(given).desk.all_cases()
    lines = [f"{twin.case_no}  {words.STATES[twin.case.state]}" for twin in twins]
    return Answer([_listed(twin) for twin in twins], lines)


def _listed(twin: Any) -> dict[str, Any]:
    case = twin.case
    return {
        "case_no": twin.case_no,
        "twin": twin.twin,
        "matter": case.matter,
        "state": case.state.value,
        "centre": case.centre,
        "applicant": case.applicant,
        "filed_at": case.filed_at.isoformat(),
        "due_on": case.due_on.isoformat() if case.due_on else None,
    }


def _check(given: argparse.Namespace) -> Answer:
    from sync.city.check import check_books

    city = _open(given)
    entries, problems = check_books(city.books, city.scans)
    said = [f"{words.PROBLEMS[one.key]} {one.where}" for one in problems]
    head = (words.CHECK_BAD if said else words.CHECK_FINE).format(count=len(said), entries=entries)
    value = {"ok": not said, "entries": entries, "problems": [f"{one.key} {one.where}" for one in problems]}
    return Answer(value, [head, *said], REFUSED if said else DONE)


def _decide(given: argparse.Namespace) -> Answer:
    from sync.protocol.kinds import SupplementAsked

    text = given.text.strip()
    if not text:
        raise Refusal("text_missing")
    if given.until and not _is_date(given.until):
        raise Refusal("date_wrong", date=given.until)
    desk = _open(given).desk
    if given.result == "supplement":
        items = tuple(one.strip() for one in re.split(f"[{words.SPLIT_ITEMS}]", text) if one.strip())
        asked = SupplementAsked(text=text, items=items, until=given.until)
        twin = desk.ask_supplement(given.case_no, asked, "cli", given.twin)
    else:
        twin = desk.decide(given.case_no, given.result, text, "cli", given.twin)
    state = twin.case.state
    said = words.DECIDED.format(case_no=twin.case_no, state=words.STATES[state])
    return Answer({"case_no": twin.case_no, "state": state.value}, [said])


def _courier(given: argparse.Namespace) -> Answer:
    courier = _open(given).courier
    took = read_in(courier, given.where) if given.way == "in" else write_out(courier, given.where, given.device)
    return Answer(*took)


_COMMANDS: tuple[tuple[str, Callable[[argparse.Namespace], Answer], str], ...] = (
    ("enrol", _enrol, "a one-time code with which a device makes itself known"),
    ("revoke", _revoke, "trust a device no more"),
    ("cases", _cases, "all cases"),
    ("check", _check, "the books against themselves"),
    ("decide", _decide, "grant or refuse a case, or ask for what is missing"),
)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _device(given: argparse.Namespace) -> str:
    if not re.fullmatch(r"[0-9]{12}", given.centre):
        raise Refusal("centre_wrong", centre=given.centre)
    if not re.fullmatch(r"0[1-9]|[1-9][0-9]", given.device):
        raise Refusal("device_wrong", device=given.device)
    return f"{given.centre}-{given.device}"


def _give(answer: Answer | None, as_json: bool) -> int:
    if answer is None:
        return DONE
    if as_json:
        sys.stdout.write(json.dumps(answer.value, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in answer.lines)
    sys.stdout.flush()
    return answer.code


def _complain(*lines: str) -> None:
    sys.stderr.writelines(f"{line}\n" for line in lines if line)


if __name__ == "__main__":
    sys.exit(main())
