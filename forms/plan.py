"""How a matter's form is gone through: its questions in the order they depend on each other, all expressions parsed.

Made once per matter, at its first check, and kept beside it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from forms import params, reading
from forms.expressions import BadExpression, Expression, parse
from forms.shapes import Field, Matter, Rule

_TIMED = re.compile(r"\b(age|today|days_since|months_since|retired|retire_age)\(")
_HOLE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Question:
    """One field, ready to be asked. `timed`: what fills it changes with the calendar, so a typed value is no lie.

    `columns` are those of a table in the order of the sheet, `asked` in the order in which they depend on each other.
    `born` and `sex` name the fields beside a certificate number that hold what the number itself cannot tell.
    """

    field: Field
    place: int
    read: reading.Reader | None
    look: reading.Look | None
    visible: Expression | None
    auto: Expression | None
    timed: bool
    default: Expression | str
    columns: Mapping[str, "Question"]
    asked: tuple["Question", ...] = ()
    born: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Test:
    """One rule, ready to be asked; `sentence` alternates plain text and expressions; `column` is set for row faults."""

    rule: Rule
    expression: Expression
    sentence: tuple[str | Expression, ...]
    target: str
    column: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The questions in the order they are asked (`place` is their order on the sheet), the tests, the defaults."""

    questions: tuple[Question, ...]
    by_key: Mapping[str, Question]
    tests: tuple[Test, ...]
    parameters: Mapping[str, Any]


@lru_cache(maxsize=64)
def plan_of(matter: Matter) -> Plan:
    """The plan of a matter. Raises BadExpression for a definition that never passed the compiler."""
    return make_plan(matter)


def make_plan(matter: Matter) -> Plan:
    """Parse everything of a matter. Raises BadExpression."""
    fields = matter.fields
    names = {field.key for field in fields}
    columns = {field.key: {column.key for column in field.columns} for field in fields if field.type == "table"}
    made = {field.key: _question(matter, field, place, names, fields) for place, field in enumerate(fields)}
    ordered = _ordered(made)
    return Plan(
        questions=ordered,
        by_key=made,
        tests=tuple(_test(rule, names, columns) for rule in matter.rules),
        parameters={key: params.exact(one.value) for key, one in matter.parameters.items()},
    )


def _question(matter: Matter, field: Field, place: int, names: set[str], siblings: Iterable[Field]) -> Question:
    inner = {column.key for column in field.columns} | names
    tables = {one.key: {column.key for column in one.columns} for one in siblings if one.type == "table"}
    autos = {one.auto: one.key for one in siblings if one.auto}
    columns = {one.key: _question(matter, one, nth, inner, field.columns) for nth, one in enumerate(field.columns)}
    return Question(
        field=field,
        place=place,
        read=None if field.type == "table" else reading.reader_of(field, matter.code_sets),
        look=reading.look_of(field),
        visible=parse(field.visible_if, names, tables) if field.visible_if else None,
        auto=parse(field.auto, names, tables) if field.auto else None,
        timed=bool(_TIMED.search(field.auto)),
        default=parse(field.default, names) if "(" in field.default else field.default,
        columns=columns,
        asked=_ordered(columns),
        born=autos.get(f"birth({field.key})", ""),
        sex=autos.get(f"gender_of({field.key})", ""),
    )


def _ordered(made: Mapping[str, Question]) -> tuple[Question, ...]:
    """Each question after those it depends on. Raises BadExpression where they wait for each other."""
    done: dict[str, Question] = {}
    waiting: set[str] = set()

    def put(key: str) -> None:
        if key in done:
            return
        if key in waiting:
            raise BadExpression("expr_circle", key)
        waiting.add(key)
        for other in sorted(_leans_on(made[key])):
            if other in made:  # a row leans on the sheet above it, which is there already
                put(other)
        done[key] = made[key]

    for key in made:
        put(key)
    return tuple(done.values())


def _leans_on(question: Question) -> set[str]:
    expressions = (question.visible, question.auto, question.default)
    found = {name for one in expressions if isinstance(one, Expression) for name in one.reads}
    inner = {name for column in question.columns.values() for name in _leans_on(column)}
    found |= inner - set(question.columns)  # a table waits for what its columns read on the sheet
    return found | ({question.field.document} if question.field.document else set())


def _test(rule: Rule, names: set[str], columns: Mapping[str, set[str]]) -> Test:
    target, _, column = rule.field.partition("[].")
    if target not in names or (column and column not in columns.get(target, ())):
        raise BadExpression("expr_target", rule.field, rule=rule.id)
    inner = names | columns.get(target, set())
    parts = _HOLE.split(rule.sentence or rule.message)
    sentence = tuple(parse(part, inner, columns) if nth % 2 else part for nth, part in enumerate(parts))
    return Test(rule, parse(rule.expr, names, columns), sentence, target, column)
