"""What may be typed for what goes wrong: corrected, taken on paper first, printed again, collected, told, made good."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from kiosk.cli.area_grammar import add_area

_WHERE = "amending"


def amend(add: Callable[..., ArgumentParser], cases: Any, notify: Any, credit: Any) -> None:
    """The words of these commands; `cases`, `notify` and `credit` are their groups."""
    _correcting(add, cases)
    _paper_first(add, cases)
    _collecting(add, cases)
    _approving(add, cases)
    _telling(add, notify)
    _credit(add, credit)


def _correcting(add: Callable[..., ArgumentParser], cases: Any) -> None:
    correct = add("correct", _WHERE, "correct", cases)
    correct.add_argument("case_no")
    correct.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", dest="changes", required=True)
    correct.add_argument("--reason", required=True)
    correct.add_argument("--approved-by", default="", metavar="NAME")
    correct.add_argument("--request", default="", metavar="ID")
    add("correctable", _WHERE, "correctable", cases).add_argument("case_no")
    reprint = add("reprint", _WHERE, "reprint", cases)
    reprint.add_argument("case_no")
    reprint.add_argument("--id-number", required=True, metavar="N")


def _paper_first(add: Callable[..., ArgumentParser], cases: Any) -> None:
    paper = add("paper", _WHERE, "paper", cases)
    paper.add_argument("--matter", required=True)
    paper.add_argument("--answers", required=True, metavar="FILE")
    paper.add_argument("--taken-at", required=True, metavar="TIME")
    paper.add_argument("--reason", required=True)
    paper.add_argument("--number", default="", metavar="N")
    paper.add_argument("--attach", action="append", default=[], metavar="KEY=FILE")
    paper.add_argument("--confirm", action="append", default=[], metavar="RULE")
    paper.add_argument("--window", default="")
    filing_options(paper)
    paper.add_argument("--approved-by", default="", metavar="NAME")
    paper.add_argument("--request", default="", metavar="ID")


def _collecting(add: Callable[..., ArgumentParser], cases: Any) -> None:
    collect = add("collect", _WHERE, "collect", cases)
    collect.add_argument("case_no")
    for what in ("--name", "--id-number", "--relation", "--mandate"):
        collect.add_argument(what, required=True)
    collect.add_argument("--returned", action="append", default=[], metavar="NAME")
    collect.add_argument("--request", default="", metavar="ID")


def _approving(add: Callable[..., ArgumentParser], cases: Any) -> None:
    approve = add("approve", _WHERE, "approve", cases)
    approve.add_argument("case_no")
    approve.add_argument("--act", default="case.decided", metavar="KIND")
    approve.add_argument("--by", required=True, metavar="NAME")
    approve.add_argument("--text", default="")
    approve.add_argument("--request", default="", metavar="ID")
    rules = add("rules", _WHERE, "rules", cases)
    rules.add_argument("rules", nargs="*", metavar="NAME=VALUE")
    add_area(rules)


def _telling(add: Callable[..., ArgumentParser], notify: Any) -> None:
    add("list", _WHERE, "to_tell", notify)
    done = add("done", _WHERE, "told", notify)
    done.add_argument("case_no")
    done.add_argument("--way", choices=("call", "visit"), default="call")
    done.add_argument("--result", choices=("reached", "not_reached", "told_other"), required=True)
    done.add_argument("--whom", default="", metavar="NAME")
    done.add_argument("--request", default="", metavar="ID")
    add("text", _WHERE, "text", notify).add_argument("case_no")


def _credit(add: Callable[..., ArgumentParser], credit: Any) -> None:
    take = add("import", _WHERE, "put_up", credit)
    take.add_argument("file", metavar="FILE.csv")
    take.add_argument("--source", required=True, metavar="NAME")
    take.add_argument("--seal", default="", metavar="FILE")
    add_area(take)
    seal = add("seal", _WHERE, "seal", credit)
    seal.add_argument("file", metavar="FILE.csv")
    seal.add_argument("--key", required=True, metavar="FILE")
    seal.add_argument("--out", required=True, metavar="FILE")
    add("show", _WHERE, "standing", credit).add_argument("id_number")
    add("list", _WHERE, "broken", credit)
    repair = add("repair", _WHERE, "repair", credit)
    repair.add_argument("--proof", default="", metavar="TEXT")
    repair.add_argument("case_no")
    repair.add_argument("--text", required=True)
    repair.add_argument("--approved-by", required=True, metavar="NAME")
    repair.add_argument("--request", default="", metavar="ID")


def pledges(add: Callable[..., ArgumentParser], group: Any) -> None:
    """`kiosk pledge …`: promises in the place of papers (告知承诺)."""
    where = "pledging"
    letter = add("letter", where, "letter", group)
    letter.add_argument("material", metavar="KEY")
    letter.add_argument("--matter", required=True)
    letter.add_argument("--answers", required=True, metavar="FILE")
    add("list", where, "due", group)
    check = add("check", where, "check", group)
    check.add_argument("case_no")
    check.add_argument("material", metavar="KEY")
    check.add_argument("--text", required=True)
    check.add_argument("--untrue", action="store_true")
    check.add_argument("--request", default="", metavar="ID")


def filing_options(parser: ArgumentParser) -> None:
    """What a filing says besides its answers and papers: who stood beside, what was looked up, what comes when."""
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--verified", action="append", default=[], metavar="KEY=WAY")
    parser.add_argument("--owed-until", action="append", default=[], metavar="KEY=DAY")
