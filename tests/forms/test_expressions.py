"""The language of rules: what it says, what it refuses, and that nothing in it can run away."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from simpleeval import IterableTooLong

from forms.evaluator import Evaluator, Table, Unfilled
from forms.expressions import BadExpression, parse
from forms.functions import OtherDocument, Undecidable

ON = date(2026, 11, 20)
NAMES = {"a", "b", "n", "t", "id_no", "multi"}
COLUMNS = {"t": {"x", "y"}}


class Answers:
    """A hand-written scope: what is in `values` is filled, all else is not; `n` is optional."""

    def __init__(self, **values: Any) -> None:
        self.values = values

    def __getitem__(self, name: str) -> Any:
        if name not in self.values:
            raise Unfilled(name)
        return self.values[name]

    def is_empty(self, name: str) -> bool:
        return name not in self.values

    def is_faulty(self, name: str) -> bool:
        return name == "wrong"

    def is_optional(self, name: str) -> bool:
        return name == "n"

    def label(self, name: str) -> str:
        return f"<{self.values[name]}>"


def _ask(source: str, params: dict[str, Any] | None = None, **values: Any) -> Any:
    return Evaluator(Answers(**values), ON, params or {}).ask(parse(source, NAMES, COLUMNS))


@pytest.mark.parametrize(
    ("source", "values", "answer"),
    [
        ("0.1 + 0.2 == 0.3", {}, True),
        ("a * 1.2", {"a": Decimal("10")}, Decimal("12.0")),
        ("a in ['1','2']", {"a": "2"}, True),
        ("a[:2] == '92'", {"a": "9234"}, True),
        ("not a or b", {"a": True, "b": False}, False),
        ("7 // 2 + 7 % 4 - -1", {}, 7),
        ("1 < a <= 3", {"a": 3}, True),
        ("'x' if a else 'y'", {"a": False}, "y"),
        ("min(a, 3) + max(a, 3)", {"a": 5}, 8),
        ("int(a)", {"a": "200"}, 200),
        ("empty(a)", {}, True),
        ("empty(a)", {"a": "x"}, False),
        ("implies(a, b)", {"a": False}, True),
        ("implies(a, b)", {"a": True, "b": True}, True),
        ("len(n)", {}, 0),
        ("len(a)", {"a": "𠅤䶮"}, 2),
        ("count(t)", {"t": Table([Answers(x=1), Answers(x=2)])}, 2),
        ("sum_of(t, 'x')", {"t": Table([Answers(x=Decimal("0.1")), Answers(x=Decimal("0.2"))])}, Decimal("0.3")),
        ("all_rows(t, 'x > 0')", {"t": Table([Answers(x=1), Answers()])}, True),
        ("any_row(t, 'x > 1')", {"t": Table([Answers(x=1), Answers(x=2)])}, True),
        ("count_if(t, 'x == 2')", {"t": Table([Answers(x=1), Answers(x=2)])}, 1),
        ("days_since(a)", {"a": date(2026, 11, 10)}, 10),
        ("months_since(a)", {"a": date(2026, 5, 21)}, 5),
        ("days_between(a, today())", {"a": date(2026, 11, 19)}, 1),
        ("months_between(a, b)", {"a": "2026-01", "b": "2026-11"}, 10),
        ("hours_between(a, b)", {"a": "2026-11-20 08:00", "b": "2026-11-21 09:30"}, 25.5),
        ("year(a) * 100 + month(a)", {"a": "2026-11"}, 202611),
        ("birth(id_no) > D('1958-01-01')", {"id_no": "342224195807054021"}, True),
        ("age(id_no)", {"id_no": "342224195807054021"}, 68),
        ("retired(id_no)", {"id_no": "342224195807054021"}, True),
        ("retire_age(id_no)", {"id_no": "341323196503121515"}, Decimal(721) / 12),
        ("disab_type(a) + disab_grade(a)", {"a": "34222419580705402142"}, "42"),
        ("label(a)", {"a": "2"}, "<2>"),
        ("param('p')[a]", {"a": "1"}, 160),
    ],
)
def test_what_can_be_said(source: str, values: dict[str, Any], answer: Any) -> None:
    assert _ask(source, {"p": {"1": 160}}, **values) == answer


@pytest.mark.parametrize(
    "source",
    [
        "",
        "a.b",
        "a.__class__",
        "2 ** 9",
        "1 << 9",
        "[x for x in a]",
        "lambda: 1",
        "a := 1",
        "{'a': 1}",
        "f'{a}'",
        "a is b",
        "~a",
        "open('x')",
        "eval('1')",
        "getattr(a, 'b')",
        "age(id_no, on=a)",
        "unknown",
        "empty(unknown)",
        "all_rows(a, 'x')",
        "all_rows(t, x)",
        "all_rows(t, 'z > 1')",
        "sum_of(t, 'z')",
        "sum_of(t)",
        "param(a)",
        "(lambda: 1)()",
        "b'x'",
        "...",
        "1j",
        "a; b",
        "a + " * 300 + "a",
    ],
)
def test_what_cannot_be_said(source: str) -> None:
    with pytest.raises(BadExpression):
        parse(source, NAMES, COLUMNS)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("'%999999999d' % a", TypeError),
        ("'x' * 99999999", IterableTooLong),
        ("a / 0", ZeroDivisionError),
        ("a + 'x'", TypeError),
        ("int('x')", ValueError),
    ],
)
def test_nothing_runs_away_it_only_fails(source: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        _ask(source, a=1)


def test_reading_what_is_not_there_waits() -> None:
    with pytest.raises(Unfilled):
        _ask("a > 1")
    with pytest.raises(Unfilled):
        _ask("len(a)")
    parsed = parse("implies(a, not empty(b)) and count(t) > 0", NAMES, COLUMNS)
    assert parsed.lazy
    assert (parsed.strict, parsed.reads) == ({"a"}, {"a", "b", "t"})


def test_a_foreign_document_tells_only_what_was_written_beside_it() -> None:
    passport = OtherDocument("E12345678")
    passport.born, passport.sex = None, ""
    for source in ("age(id_no)", "gender_of(id_no)", "birth(id_no)", "retired(id_no)"):
        with pytest.raises(Undecidable):
            _ask(source, id_no=passport)
    assert _ask("valid_id(id_no)", id_no=passport) is True
    passport.born, passport.sex = date(1980, 11, 21), "1"
    assert _ask("age(id_no)", id_no=passport) == 45
    assert _ask("retired(id_no)", id_no=passport) is False
    with pytest.raises(Undecidable):
        _ask("disab_type(a)", a="123")


def test_retirement_of_women_is_sure_only_outside_the_two_ages() -> None:
    assert _ask("retired(id_no)", id_no="342224198808020045") is False
    with pytest.raises(Undecidable):
        _ask("retired(id_no)", id_no="342224197408020045")
    assert _ask("retired(id_no)", id_no="342224196508020045") is True
