"""How a rule is asked: simpleeval walks the parsed expression over the answers given so far.

Imported only when a form is first checked (simpleeval costs ten milliseconds at start-up). Reading a field that is not
filled raises `Unfilled`, so that a rule waits for its fields; reading one that is already faulty raises `Unsure`.
"""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from simpleeval import DEFAULT_OPERATORS, EvalWithCompoundTypes

from forms.expressions import Expression
from forms.functions import Undecidable, on_day

_ALLOWED = (
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.FloorDiv,
    ast.Mod,
    ast.Eq,
    ast.NotEq,
    ast.Gt,
    ast.Lt,
    ast.GtE,
    ast.LtE,
    ast.Not,
    ast.USub,
    ast.In,
    ast.NotIn,
)


def _remainder(left: Any, right: Any) -> Any:
    if isinstance(left, str):
        raise TypeError(left)  # "%999999999d" % x would fill the memory
    return left % right


OPERATORS = {kind: DEFAULT_OPERATORS[kind] for kind in _ALLOWED} | {ast.Mod: _remainder}


class Unfilled(Exception):
    """The rule reads a field that has no answer yet."""

    def __init__(self, name: str) -> None:
        self.name = name


class Needed(Exception):
    """The rule demands a field (the second half of implies) that has no answer yet."""

    def __init__(self, name: str) -> None:
        self.name = name


class Unsure(Exception):
    """The rule reads a field that is itself wrong: nothing more to say until it is put right."""


class Unset(Exception):
    """The county has not set the parameter that the rule compares with."""

    def __init__(self, key: str) -> None:
        self.key = key


class Scope(Protocol):
    """The answers as a rule may see them."""

    def __getitem__(self, name: str) -> Any: ...
    def is_empty(self, name: str) -> bool: ...
    def is_faulty(self, name: str) -> bool: ...
    def is_optional(self, name: str) -> bool: ...
    def label(self, name: str) -> str: ...


class Table:
    """The rows of one table, opaque to the expression language; each row is a Scope of its own."""

    __slots__ = ("rows",)

    def __init__(self, rows: Sequence[Scope]) -> None:
        self.rows = rows


class Evaluator(EvalWithCompoundTypes):  # type: ignore[misc]  # simpleeval carries no types
    """Asks expressions on a day, with the county's parameters. `failed_rows` are the rows on which all_rows failed."""

    def __init__(self, scope: Scope, on: date, params: Mapping[str, Any]) -> None:
        super().__init__(operators=OPERATORS, functions=dict(on_day(on)), names=scope)
        self.names: Any = scope
        self.params = params
        self.failed_rows: list[tuple[str, int]] = []
        self._special: Mapping[str, Callable[[ast.Call], Any]] = {
            "empty": self._empty,
            "implies": self._implies,
            "len": self._length,
            "count": self._length,
            "param": self._param,
            "label": self._label,
            "valid_id": self._valid,
            "valid_uscc": self._valid,
            "all_rows": self._all_rows,
            "any_row": lambda node: any(self._each_row(node)),
            "count_if": lambda node: sum(1 for answer in self._each_row(node) if answer),
            "sum_of": self._sum_of,
        }

    def ask(self, expression: Expression, scope: Scope | None = None) -> Any:
        """The value of an expression. Raises Unfilled, Needed, Unsure, Unset, Undecidable, or an arithmetic error."""
        outer, self.names = self.names, scope if scope is not None else self.names
        try:
            return self._eval(expression.tree)
        finally:
            self.names = outer

    def _eval_call(self, node: ast.Call) -> Any:
        special = self._special.get(node.func.id)  # type: ignore[attr-defined]  # expressions.parse lets nothing else in
        return special(node) if special else super()._eval_call(node)

    def _eval_subscript(self, node: ast.Subscript) -> Any:
        try:
            return super()._eval_subscript(node)
        except (KeyError, IndexError) as cause:
            raise Undecidable from cause

    def _empty(self, node: ast.Call) -> bool:
        one = node.args[0]
        if isinstance(one, ast.Name):
            return bool(self.names.is_empty(one.id))
        return self._eval(one) in (None, "", ())  # an unset parameter raises Unset: a person must be asked

    def _implies(self, node: ast.Call) -> bool:
        if not self._eval(node.args[0]):
            return True
        try:
            return bool(self._eval(node.args[1]))
        except Unfilled as cause:
            raise Needed(cause.name) from cause

    def _length(self, node: ast.Call) -> int:
        one = node.args[0]
        if isinstance(one, ast.Name) and self.names.is_empty(one.id) and self.names.is_optional(one.id):
            return 0
        value = self._eval(one)
        return len(value.rows if isinstance(value, Table) else value)

    def _param(self, node: ast.Call) -> Any:
        key = node.args[0].value  # type: ignore[attr-defined]
        if self.params.get(key) is None:
            raise Unset(key)
        return self.params[key]

    def _label(self, node: ast.Call) -> str:
        return str(self.names.label(node.args[0].id))  # type: ignore[attr-defined]

    def _valid(self, node: ast.Call) -> Any:
        one = node.args[0]
        if isinstance(one, ast.Name) and self.names.is_faulty(one.id):
            return False
        return super()._eval_call(node)

    def _each_row(self, node: ast.Call) -> Iterator[Any]:
        inner: Expression = node.args[1].value  # type: ignore[attr-defined]
        for row in self._eval(node.args[0]).rows:
            try:
                yield self.ask(inner, row)
            except (Unfilled, Unsure):
                yield None

    def _all_rows(self, node: ast.Call) -> bool:
        answers = list(self._each_row(node))
        wrong = [row for row, answer in enumerate(answers) if answer is not None and not answer]
        self.failed_rows += [(node.args[0].id, row) for row in wrong]  # type: ignore[attr-defined]
        return not wrong

    def _sum_of(self, node: ast.Call) -> Any:
        column = node.args[1].value  # type: ignore[attr-defined]
        return sum(row[column] for row in self._eval(node.args[0]).rows)
