"""What the tests of the definitions share: the shipped catalogue, its examples, and the research behind them."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms import Catalogue, Checked, Matter, check
from forms.identity import id_check_digit

ROOT = Path(__file__).parents[2]
ON = date(2026, 11, 20)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped definitions, compiled from their sources as they are now."""
    return Catalogue.from_sources([ROOT / "forms"])


@pytest.fixture(scope="session")
def research() -> dict[str, Any]:
    """The research catalogue that the definitions were written from."""
    path = ROOT.parent / "shared" / "domain" / "catalogue.json"
    if not path.exists():
        pytest.skip("the research catalogue is not beside this checkout")
    return dict(json.loads(path.read_text("utf-8")))


@pytest.fixture(scope="session")
def rule_cases() -> dict[str, Any]:
    """For each rule of each matter, how to change the example so that the rule speaks."""
    return tomllib.loads((Path(__file__).parent / "rule_cases.toml").read_text("utf-8"))


def matter_codes() -> list[str]:
    """All shipped matters, for parametrisation."""
    return sorted({path.name.partition(".")[0] for path in (ROOT / "forms" / "definitions").rglob("*.toml")})


def research_codes() -> list[str]:
    """The matters that the research knows: the policy's twelve categories."""
    return [code for code in matter_codes() if code[1].isdigit()]


def changed(matter: Matter, changes: dict[str, Any]) -> dict[str, Any]:
    """The example with some answers changed: "key" or "table[1].column"; "<none>" takes the answer away."""
    answers: dict[str, Any] = json.loads(json.dumps(matter.example.answers))
    for path, value in changes.items():
        table, _, rest = path.partition("[")
        target = answers if not rest else answers[table][int(rest.partition("]")[0])]
        key = path if not rest else rest.partition("].")[2]
        if value == "<none>":
            target.pop(key, None)
        else:
            target[key] = numbered(value)
    return answers


def numbered(value: Any) -> Any:
    """An identity number written with a ? for its last character gets the right one."""
    if isinstance(value, str) and len(value) == 18 and value.endswith("?"):
        return value[:17] + id_check_digit(value[:17])
    return value


def asked(matter: Matter, changes: dict[str, Any] | None = None, **more: Any) -> Checked:
    """The example, changed, checked on its day."""
    return check(matter, changed(matter, changes or {}), on=more.pop("on", ON), **more)
