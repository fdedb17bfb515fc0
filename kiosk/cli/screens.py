"""Opening the screens, and the tour that walks through them by itself."""

from argparse import Namespace
from pathlib import Path

from kiosk.cli.answer import BUG, Answer


def show(given: Namespace) -> Answer:
    """Open the screens of a role; the exit code is theirs."""
    from kiosk.settings import read_settings
    from kiosk.wiring.screens import open_screens

    if given.demo:
        from kiosk.demo import run_demo

        return Answer(None, code=run_demo(given.role, given.window, given.elder))
    return Answer(
        None, code=open_screens(read_settings(given.data), given.staff, given.role, given.window, given.elder)
    )


def tour(given: Namespace) -> Answer:
    """The whole walk by itself on a throw-away centre and city, into DIR: {"ok", "steps": [...]}."""
    from kiosk.demo import take_tour

    report = take_tour(Path(given.out))
    lines = [f"{'+' if step['ok'] else '-'} {step['name']} {step['ms']} ms" for step in report["steps"]]
    return Answer(report, lines, 0 if report["ok"] else BUG)
