"""Whatever can be done at a desk stands under a duty, so that the gate knows who may do it."""

import ast
import inspect
from importlib import import_module
from types import ModuleType

import pytest

import kiosk.app.amends
import kiosk.app.desks
from kiosk.app.duties import DUTIES
from kiosk.app.parked import Shelf

NO_DESKS = ("device", "actor", "announcer", "card_reader")  # what a house has besides: facts, a voice, an eye


def _desks(room: ModuleType) -> dict[str, list[str]]:
    """Every desk of the house with its public methods, as `Desks` and its groups name their types."""
    tree = ast.parse(inspect.getsource(room))
    homes = {
        alias.name: node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        is_property = isinstance(node, ast.FunctionDef) and any(
            isinstance(one, ast.Name) and one.id == "property" for one in node.decorator_list
        )
        if isinstance(node, ast.FunctionDef) and is_property and node.name not in NO_DESKS:
            assert node.returns is not None
            kind = ast.unparse(node.returns).removesuffix(" | None")
            desk = getattr(import_module(str(homes[kind])), kind)
            found[node.name] = [name for name, one in vars(desk).items() if not name.startswith("_") and callable(one)]
    return found


SHELF = {"shelf": [name for name in vars(Shelf) if not name.startswith("_")]}  # what `shelf_for` makes
DESKS = _desks(kiosk.app.desks) | _desks(kiosk.app.amends) | SHELF
METHODS = [(desk, method) for desk, methods in DESKS.items() for method in methods]


def test_every_desk_was_found() -> None:
    assert len(DESKS) > 15
    assert "file" in DESKS["intake"]


@pytest.mark.parametrize(("desk", "method"), METHODS)
def test_every_method_of_every_desk_stands_under_a_duty(desk: str, method: str) -> None:
    assert method in DUTIES.get(desk, {}), f"kiosk/app/duties.py does not say what {desk}.{method} is"


def test_the_table_names_nothing_that_is_not_there() -> None:
    told = {(desk, method) for desk, methods in DUTIES.items() for method in methods}
    assert told == set(METHODS)
