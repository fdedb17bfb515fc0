"""What may be typed: every command with its words. The commands themselves are loaded when they are run."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from typing import Any

from kiosk.cli.amend_grammar import amend, filing_options, pledges
from kiosk.cli.answer import Answer
from kiosk.cli.area_grammar import add_area
from kiosk.cli.oversee_grammar import oversee
from kiosk.cli.step_grammar import add_calendar, add_steps
from kiosk.cli.words import PROGRAM

PAIRED_AS = ("window", "agent", "hall", "board")
STAFF_ROLES = ("clerk", "agent", "reviewer", "lead", "supervisor", "system", "audit")
ROLES = ("hall", "board", "window", "rate", "agent", "office", "desk")


def grammar(parser_class: type[ArgumentParser]) -> ArgumentParser:
    """The whole grammar. Each command sets `command`, a function of the parsed words."""
    parser = parser_class(prog="kiosk", description=PROGRAM)
    shared = parser_class(add_help=False)
    shared.add_argument("--data", metavar="DIR")
    shared.add_argument("--json", action="store_true")
    _who(shared)
    parser.add_argument("--data", metavar="DIR")
    _who(parser)
    parser.add_argument("--role", choices=ROLES, default="desk")
    parser.add_argument("--window", default="1")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--elder", action="store_true")
    parser.set_defaults(command=_late("screens", "show"), json=False)
    commands = parser.add_subparsers(metavar="COMMAND")

    def add(name: str, where: str, what: str, under: Any = commands) -> ArgumentParser:
        made: ArgumentParser = under.add_parser(name, parents=[shared])
        made.set_defaults(command=_late(where, what))
        return made

    def group(name: str) -> Any:
        return commands.add_parser(name, parents=[shared]).add_subparsers(metavar="COMMAND", required=True)

    _station(add)
    _keys(add, group("key"))
    _backups(add, group("backup"))
    _courier(add, group("courier"))
    _forms(add, group("forms"))
    _county(add, group("county"))
    _tickets(add, group("ticket"))
    _line(add, group("line"))
    add("read", "card", "read", group("card")).add_argument("--wait", type=float, default=15.0, metavar="SECONDS")
    _ratings(add)
    case = group("case")
    _cases(add, case)
    add_steps(add, case)
    add_calendar(add, group("calendar"))
    amend(add, case, group("notify"), group("credit"))
    pledges(add, group("pledge"))
    oversee(add, group("oversee"))
    _documents(add, group("document"))
    _drafts(add, group("draft"))
    _work(add, group("work"))
    _staff(add, group("staff"))
    _audit(add, group("audit"))
    return parser


def _work(add: Callable[..., ArgumentParser], work: Any) -> None:
    add("list", "hub", "listed", work)
    add("pending", "verifying", "pending", work)
    verify = add("verify", "verifying", "verify", work)
    verify.add_argument("case_no", metavar="CASE")
    verify.add_argument("material")
    verify.add_argument("--way", choices=("shared", "by_hand"), required=True)
    verify.add_argument("--text", default="")
    verify.add_argument("--wrong", action="store_true")


def _who(parser: ArgumentParser) -> None:
    """Who does it: a number, and how he shows that he is who he says. No secret is ever among the words themselves."""
    parser.add_argument("--staff", metavar="ID", default="")
    parser.add_argument("--secret-fd", metavar="FD", type=int, default=None)
    parser.add_argument("--session", metavar="NAME", default="")


def _audit(add: Callable[..., ArgumentParser], audit: Any) -> None:
    search, export = add("search", "audit", "search", audit), add("export", "audit", "export", audit)
    for one in (search, export):
        one.add_argument("--since", default="", metavar="DAY")
        one.add_argument("--until", default="", metavar="DAY")
        one.add_argument("--actor", default="", metavar="ID")
        one.add_argument("--kind", action="append", default=[], metavar="KIND")
        one.add_argument("--case", default="", metavar="CASE_NO")
        one.add_argument("--device", default="", metavar="DEVICE")
    search.add_argument("--limit", type=int, default=200, metavar="N")
    export.add_argument("--format", choices=("csv", "jsonl"), default="csv")
    add("verify", "audit", "verify", audit)
    add("repair", "audit", "repair", audit)


def _staff(add: Callable[..., ArgumentParser], staff: Any) -> None:
    add("sign-in", "staff", "sign_in", staff)
    add("sign-off", "staff", "sign_off", staff)
    add("secret", "staff", "secret", staff).add_argument("--new-fd", type=int, required=True, metavar="FD")
    add("list", "staff", "listed", staff)
    new = add("add", "staff", "add", staff)
    new.add_argument("number")
    new.add_argument("--name", required=True)
    new.add_argument("--role", action="append", required=True, choices=STAFF_ROLES)
    new.add_argument("--centre", default="", metavar="CODE12")
    ruled = add("rule", "staff", "rule", staff)
    ruled.add_argument("number")
    ruled.add_argument("--role", action="append", required=True, choices=STAFF_ROLES)
    add("reset", "staff", "reset", staff).add_argument("number")
    badge = add("badge", "staff", "badge", staff)
    badge.add_argument("number")
    badge.add_argument("--badge-fd", type=int, default=0, metavar="FD")
    badge.add_argument("--none", action="store_true")
    leave = add("leave", "staff", "leave", staff)
    leave.add_argument("number")
    leave.add_argument("--reason", default="")
    add("back", "staff", "back", staff).add_argument("number")


def _station(add: Callable[..., ArgumentParser]) -> None:
    init = add("init", "station", "init")
    init.add_argument("--centre", required=True, metavar="CODE12")
    init.add_argument("--name", required=True)
    init.add_argument("--device", required=True, metavar="01")
    init.add_argument("--site", default="", metavar="URL")
    init.add_argument("--recovery", default="", metavar="FILE.pdf")
    init.add_argument("--split", action="store_true")
    init.add_argument("--county-key", default="", metavar="KEY_OR_FILE")
    init.add_argument("--county-name", default="", metavar="NAME")
    tour = add("tour", "screens", "tour")
    tour.add_argument("--out", required=True, metavar="DIR")
    enrol = add("enrol", "station", "enrol")
    enrol.add_argument("--url", default="")
    enrol.add_argument("--code", default="")
    enrol.add_argument("--scan", default="", metavar="TEXT")
    enrol.add_argument("--ca", default="", metavar="FILE")
    add("renew-key", "station", "renew_key")
    sync = add("sync", "station", "sync")
    sync.add_argument("--once", action="store_true", required=True)
    hub = add("hub", "hub", "serve")
    hub.add_argument("--listen", default="", metavar="HOST:PORT")
    hub.add_argument("--tls-cert", default="", metavar="FILE")
    hub.add_argument("--tls-key", default="", metavar="FILE")
    hub.add_argument("--public", default="", metavar="URL")
    hub.add_argument("--code", action="store_true")
    hub.add_argument("--find", action="store_true")
    hub.add_argument("--stay", action="store_true")
    hub.add_argument("--step-down", default="", metavar="CODE")
    hub.add_argument("--url", default="")
    hub.add_argument("--ca", default="", metavar="FILE")
    pair = add("pair", "hub", "pair")
    pair.add_argument("--url", default="")
    pair.add_argument("--code", required=True)
    pair.add_argument("--ca", default="", metavar="FILE")
    pair.add_argument("--role", choices=PAIRED_AS, default=PAIRED_AS[0])
    add("check", "station", "check")


def _courier(add: Callable[..., ArgumentParser], courier: Any) -> None:
    add("out", "courier", "out", courier).add_argument("where", metavar="DIR")
    add("in", "courier", "take", courier).add_argument("where", metavar="FILE|DIR")


def _keys(add: Callable[..., ArgumentParser], keys: Any) -> None:
    add("slots", "keys", "slots", keys)
    recovery = add("recovery", "keys", "recovery", keys)
    recovery.add_argument("--out", default="", metavar="FILE.pdf")
    recovery.add_argument("--split", action="store_true")
    phrase = add("passphrase", "keys", "passphrase", keys)
    phrase.add_argument("--key", default="-", metavar="-|fd:N|file:PATH")
    phrase.add_argument("--name", default="")
    phrase.add_argument("--only", action="store_true")
    machine = add("machine", "keys", "machine", keys)
    machine.add_argument("--guard", default="", choices=("", "auto", "dpapi", "systemd", "keyring", "machine"))
    add("people", "keys", "people", keys)
    person = add("person", "keys", "person", keys)
    person.add_argument("number")
    person.add_argument("--key", default="-", metavar="-|fd:N|file:PATH")
    add("remove", "keys", "remove", keys).add_argument("slot")
    add("rotate", "keys", "rotate", keys)
    add("adopt", "keys", "adopt", keys).add_argument("--key", default="-", metavar="-|fd:N|file:PATH")


def _backups(add: Callable[..., ArgumentParser], backup: Any) -> None:
    add("now", "backup", "now", backup).add_argument("--if-due", action="store_true")
    backup.choices["now"].add_argument("--upstream", action="store_true")
    for name in ("list", "verify", "drill"):
        made = add(name, "backup", {"list": "listed", "verify": "verified", "drill": "drilled"}[name], backup)
        if name != "list":
            made.add_argument("name", nargs="?", default="")
        if name != "drill":
            made.add_argument("--upstream", action="store_true")
    made.add_argument("--key", default="", metavar="-|fd:N|file:PATH")
    for made in backup.choices.values():
        made.add_argument("--to", default="", metavar="DIR")
    plan = add("schedule", "backup", "schedule", backup)
    plan.add_argument("--to", default=None, metavar="DIR")
    for number in ("every-hours", "remind-days", "drill-days", "keep-days", "keep-weeks", "keep-months"):
        plan.add_argument(f"--{number}", type=int, default=None, metavar="N")
    plan.add_argument("--closing", choices=("yes", "no"), default=None)
    plan.add_argument("--upstream", choices=("yes", "no"), default=None)
    restore = add("restore", "backup", "restored")
    restore.add_argument("where", metavar="FROM", nargs="?", default="")
    restore.add_argument("--upstream", metavar="URL", default="")
    restore.add_argument("--ca", metavar="FILE", default="")
    restore.add_argument("--backup", default="", metavar="NAME")
    restore.add_argument("--key", default="", metavar="-|fd:N|file:PATH")


def _forms(add: Callable[..., ArgumentParser], forms: Any) -> None:
    add("list", "forms", "listed", forms)
    add("show", "forms", "shown", forms).add_argument("matter")
    example = add("example", "forms", "example", forms)
    example.add_argument("matter")
    example.add_argument("--branch", type=int, default=0, metavar="N")
    add("check", "forms", "checked", forms).add_argument("files", nargs="*", metavar="FILE")
    out = add("export-xlsx", "forms", "exported", forms)
    out.add_argument("matter")
    out.add_argument("--out", default="", metavar="FILE")
    out.add_argument("--own", default="", metavar="DIR")
    back = add("import-xlsx", "forms", "imported", forms)
    back.add_argument("file", metavar="FILE")
    back.add_argument("--out", default="", metavar="DIR")
    back.add_argument("--own", default="", metavar="DIR")

    _parcels(add, forms)


def _parcels(add: Callable[..., ArgumentParser], forms: Any) -> None:
    add("key", "parcels", "key", forms).add_argument("--out", required=True, metavar="FILE")
    pack = add("pack", "parcels", "pack", forms)
    pack.add_argument("folder", metavar="DIR")
    pack.add_argument("--issuer", required=True, metavar="NAME")
    pack.add_argument("--since", required=True, metavar="TIME")
    pack.add_argument("--key", required=True, metavar="FILE")
    pack.add_argument("--out", required=True, metavar="FILE")
    pack.add_argument("--serial", type=int, default=0, metavar="N")
    add("install", "parcels", "install", forms).add_argument("file", metavar="FILE")
    add("shelf", "parcels", "shelf", forms)
    preview = add("preview", "preview", "preview", forms)
    preview.add_argument("file", metavar="FILE")
    preview.add_argument("--out", default="", metavar="DIR")
    preview.add_argument("--own", default="", metavar="DIR")
    compare = add("compare", "fairness", "compared", forms)
    compare.add_argument("sources", nargs="+", metavar="[NAME=]DIR_OR_FILE")
    compare.add_argument("--xlsx", default="", metavar="FILE")


def _county(add: Callable[..., ArgumentParser], county: Any) -> None:
    put_up = add("set", "county", "put_up", county)
    put_up.add_argument("file", metavar="FILE")
    add_area(put_up)
    add("rulings", "county", "rulings", county)
    add("show", "county", "shown", county).add_argument("--on", default="", metavar="DAY")
    trust = add("trust", "parcels", "trust", county)
    trust.add_argument("key", metavar="KEY_OR_FILE")
    trust.add_argument("--name", required=True)


def _tickets(add: Callable[..., ArgumentParser], tickets: Any) -> None:
    take = add("take", "tickets", "take", tickets)
    take.add_argument("--matter", required=True)
    take.add_argument("--id-number", default="", metavar="N")
    take.add_argument("--green", action="store_true")
    take.add_argument("--request", default="", metavar="ID")
    call = add("call", "tickets", "call", tickets)
    call.add_argument("--window", required=True)
    call.add_argument("--ticket", default="", metavar="T")
    call.add_argument("--request", default="", metavar="ID")
    add("recall", "tickets", "recall", tickets).add_argument("ticket")
    add("done", "tickets", "done", tickets).add_argument("ticket")
    add("skip", "tickets", "skip", tickets).add_argument("ticket")
    hold = add("hold", "tickets", "hold", tickets)
    hold.add_argument("ticket")
    hold.add_argument("--kind", choices=("away", "kept", "outside"), default="away")
    hold.add_argument("--note", default="")
    resume = add("resume", "tickets", "resume", tickets)
    resume.add_argument("ticket")
    resume.add_argument("--window", default="")
    transfer = add("transfer", "tickets", "transfer", tickets)
    transfer.add_argument("ticket")
    where = transfer.add_mutually_exclusive_group(required=True)
    where.add_argument("--window", default="")
    where.add_argument("--matter", default="")
    transfer.add_argument("--note", default="")
    add("rejoin", "tickets", "rejoin", tickets).add_argument("ticket")
    add("undo", "tickets", "undo", tickets).add_argument("--window", required=True)
    add("list", "tickets", "listed", tickets)


def _line(add: Callable[..., ArgumentParser], line: Any) -> None:
    rules = add("rules", "line", "rules", line)
    rules.add_argument("rules", nargs="*", metavar="NAME=VALUE")
    add_area(rules)
    pause = add("pause", "line", "pause", line)
    pause.add_argument("--window", required=True)
    pause.add_argument("--reason", default="")
    add("reopen", "line", "reopen", line).add_argument("--window", required=True)
    add("give-up", "line", "give_up", line)
    add("figures", "line", "figures", line).add_argument("--day", default="", metavar="DAY")


def _ratings(add: Callable[..., ArgumentParser]) -> None:
    rate = add("rate", "rating", "rate")
    what = rate.add_mutually_exclusive_group(required=True)
    what.add_argument("case_no", nargs="?", default="", metavar="CASE")
    what.add_argument("--ticket", default="", metavar="T")
    rate.add_argument("--level", required=True, metavar="N")
    rate.add_argument("--reason", action="append", default=[], metavar="CODE")
    rate.add_argument("--named", action="store_true")
    add("ratings", "rating", "ratings")


def _cases(add: Callable[..., ArgumentParser], cases: Any) -> None:
    accept = add("accept", "cases", "accept", cases)
    what = accept.add_mutually_exclusive_group(required=True)
    what.add_argument("--matter")
    what.add_argument("--joint", metavar="CODE")
    accept.add_argument("--answers", required=True, metavar="FILE")
    accept.add_argument("--ticket", default="")
    accept.add_argument("--attach", action="append", default=[], metavar="KEY=FILE")
    accept.add_argument("--request", default="", metavar="ID")
    accept.add_argument("--window", default="")
    accept.add_argument("--confirm", action="append", default=[], metavar="RULE")
    accept.add_argument("--approved-by", default="", metavar="NAME")
    accept.add_argument("--hold", action="store_true")
    filing_options(accept)
    attach = add("attach", "attaching", "attach", cases)
    attach.add_argument("case_no")
    attach.add_argument("material")
    attach.add_argument("files", nargs="+", metavar="FILE")
    attach.add_argument("--text", default="")
    add("signatures", "attaching", "signatures", cases).add_argument("case_no")
    scans = add("scans", "attaching", "scans", cases)
    scans.add_argument("case_no")
    scans.add_argument("--material", default="")
    extend = add("extend", "cases", "extend", cases)
    extend.add_argument("case_no")
    extend.add_argument("--reason", required=True)
    extend.add_argument("--approved-by", required=True, metavar="NAME")
    extend.add_argument("--days", type=int, default=None, metavar="N")
    add("show", "cases", "show", cases).add_argument("case_no")
    add("list", "cases", "listed", cases).add_argument("--search", default="", metavar="TEXT")


def _documents(add: Callable[..., ArgumentParser], documents: Any) -> None:
    for name in ("draft", "issue"):
        made = add(name, "documents", name, documents)
        made.add_argument("--kind", required=True)
        made.add_argument("--facts", default="", metavar="FILE")
        for about in ("--case", "--matter", "--name", "--id-number", "--phone"):
            made.add_argument(about, default="")
    made.add_argument("--request", default="", metavar="ID")
    add("list", "documents", "listed", documents).add_argument("case_no", nargs="?", default="", metavar="CASE")
    add("print", "documents", "printed", documents).add_argument("number", metavar="NUMBER_OR_ID")


def _late(where: str, what: str) -> Callable[[Namespace], Answer]:
    def command(given: Namespace) -> Answer:
        done: Answer = getattr(import_module(f"kiosk.cli.{where}"), what)(given)
        return done

    return command


def _drafts(add: Callable[..., ArgumentParser], drafts: Any) -> None:
    add("list", "drafts", "listed", drafts)
    for name, what in (("show", "show"), ("park", "park"), ("take", "take"), ("back", "hand_back"), ("drop", "drop")):
        made = add(name, "drafts", what, drafts)
        made.add_argument("draft", metavar="ID")
        if name == "take":
            made.add_argument("--window", default="")
