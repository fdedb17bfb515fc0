"""The samples of what is other than usual: every branch of every form is walked by one that can be handed in."""

import ast
from collections.abc import Iterator
from datetime import date

import pytest

from forms import Catalogue, Example, Matter, check, check_materials
from forms.evaluator import Needed, Unfilled, Unset, Unsure
from forms.expressions import parse
from forms.filling import fill
from forms.functions import Undecidable
from forms.plan import plan_of
from forms.sheet import Sheet
from tests.forms.conftest import matter_codes

ASIDE = (Unfilled, Needed, Unsure, Unset, Undecidable)

# What no sample that passes can show, and why.
UNREACHABLE = {
    ("M0701", "other_pen in ['1', '2'] is never True"): "who has another pension insurance cannot join this one",
}


def _examples(matter: Matter) -> tuple[Example, ...]:
    return (matter.example, *matter.branches)


def _sheet(matter: Matter, example: Example) -> Sheet:
    """The sample gone through as the township would: offices' answers too may be shown."""
    plan = plan_of(matter)
    sheet = Sheet(matter, plan, date.fromisoformat(example.on), plan.parameters, "county")
    fill(sheet, example.answers)
    return sheet


def _sources(matter: Matter) -> Iterator[str]:
    """Every condition that makes a fork: what a field shows by, and the first half of each implies()."""
    office = {field.key for field in matter.fields if field.filled_by not in ("applicant", "system")}
    for source in _conditions(matter):
        if not office & {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}:
            yield source


def _conditions(matter: Matter) -> Iterator[str]:
    yield from (one.visible_if for field in matter.fields for one in (field, *field.columns) if one.visible_if)
    for rule in matter.rules:
        for node in ast.walk(ast.parse(rule.expr, mode="eval")):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "implies":
                yield ast.unparse(node.args[0])


def _missing(matter: Matter) -> list[str]:
    sheets = [_sheet(matter, example) for example in _examples(matter)]
    columns = {field.key: {column.key for column in field.columns} for field in matter.tables}
    found = []
    for source in sorted(set(_sources(matter))):
        expression = parse(source, {field.key for field in matter.fields}, columns)
        seen = set()
        for sheet in sheets:
            try:
                seen.add(bool(sheet.asking.ask(expression)))
            except ASIDE:
                seen.add(False)
        found += [f"{source} is never {way}" for way in (True, False) if way not in seen]
    return [one for one in found if (matter.code, one) not in UNREACHABLE]


@pytest.mark.parametrize("code", matter_codes())
def test_every_branch_is_walked_by_a_sample(code: str, catalogue: Catalogue) -> None:
    assert _missing(catalogue.matter(code)) == []


@pytest.mark.parametrize("code", matter_codes())
def test_every_sample_of_a_branch_can_be_handed_in(code: str, catalogue: Catalogue) -> None:
    matter = catalogue.matter(code)
    for branch in matter.branches:
        checked = check(matter, branch.answers, on=date.fromisoformat(branch.on))
        assert checked.ok, [fault.sentence for fault in checked.faults if fault.severity == "error"]
        assert not set(branch.answers) - checked.visible, f"{branch.name} answers what does not show"
        assert check_materials(matter, branch.materials) == ()


def test_a_branch_differs_from_the_main_sample_and_has_a_name(catalogue: Catalogue) -> None:
    for code in matter_codes():
        matter = catalogue.matter(code)
        names = [branch.name for branch in matter.branches]
        assert all(names)
        assert len(set(names)) == len(names)
        assert all(branch.answers != matter.example.answers for branch in matter.branches)
