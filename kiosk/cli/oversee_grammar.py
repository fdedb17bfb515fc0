"""What may be typed for supervision (监察): marks, answers, what is written off, and the list of late entries."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

_WHERE = "overseeing"


def oversee(add: Callable[..., ArgumentParser], group: Any) -> None:
    """`kiosk oversee …`."""
    listed = add("list", _WHERE, "listed", group)
    listed.add_argument("--days", type=int, default=180, metavar="N")
    listed.add_argument("--closed", action="store_true")
    answer, close = add("answer", _WHERE, "answer", group), add("close", _WHERE, "close", group)
    for one in (answer, close):
        one.add_argument("case_no", metavar="CASE")
        one.add_argument("rule")
        one.add_argument("--text", required=True)
    close.add_argument("--approved-by", default="", metavar="NAME")
    late = add("late", _WHERE, "late", group)
    late.add_argument("--since", default="", metavar="DAY")
    late.add_argument("--until", default="", metavar="DAY")
    late.add_argument("--export", action="store_true")
