"""The words of commands that move a case on at a window, and of those about the calendar."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from kiosk.cli.area_grammar import add_area

Add = Callable[..., ArgumentParser]
_STEPS = {  # command: what it is called in `stepping`, and what has to be said with it
    "receive": ("receive", ()),
    "admit": ("admit", ()),
    "forward": ("forward", ("to", "text")),
    "supplement": ("supplement", ("text",)),
    "return": ("give_back", ("reason",)),
    "resume": ("resume", ("text",)),
    "notice": ("notice", ("where", "until", "text")),
    "end-notice": ("end_notice", ("text",)),
    "close": ("close", ("result", "to")),
    "withdraw": ("withdraw", ("reason",)),
    "void": ("void", ("reason",)),
}


def add_steps(add: Add, cases: Any) -> None:
    """`kiosk case …`: one command for each step that needs no paper of its own."""
    for name, (command, said) in _STEPS.items():
        step = add(name, "stepping", command, cases)
        step.add_argument("case_no")
        for one in said:
            step.add_argument(f"--{one}", default="")
        if name in ("receive", "admit"):
            step.add_argument("--window", default="")
        if name == "supplement":
            step.add_argument("--brought", action="append", default=[], metavar="KEY=HANDING")
        step.add_argument("--request", default="", metavar="ID")
    add("clocks", "stepping", "clocks", cases).add_argument("case_no")


def add_calendar(add: Add, calendar: Any) -> None:
    """`kiosk calendar …`: which years are known, and another one taken in."""
    year = add("import", "calendar", "imported", calendar)
    year.add_argument("file", metavar="FILE")
    add_area(year)
    add("show", "calendar", "shown", calendar)
