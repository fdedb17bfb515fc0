"""The manual knows every setting and every command, and nothing that is not there."""

import re
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

from kiosk.cli.grammar import grammar
from kiosk.settings import VARIABLES

MANUAL = (Path(__file__).parents[2] / "docs" / "manual.md").read_text("utf-8")


def _commands(parser: ArgumentParser, before: str = "") -> set[str]:
    found: set[str] = set()
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for name, sub in action.choices.items():
                found |= _commands(sub, f"{before} {name}".strip()) or {f"{before} {name}".strip()}
    return found


def test_every_setting_is_in_the_manual() -> None:
    assert set(re.findall(r"`(KIOSK_\w+)`", MANUAL)) == set(VARIABLES)


def test_every_command_is_in_the_manual() -> None:
    missing = [command for command in _commands(grammar(ArgumentParser)) if f"{command}" not in MANUAL]
    assert missing == []
