"""How a filled-in form is judged: the sheet is filled, then every rule of the matter is asked."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from forms import params as county
from forms.answers import Answers, Checked, Fault
from forms.evaluator import Needed, Unfilled, Unset, Unsure
from forms.expressions import Expression
from forms.filling import fill
from forms.functions import Undecidable
from forms.plan import Test, plan_of
from forms.shapes import Matter
from forms.sheet import Row, Sheet
from forms.words import STOPS, say


def check(
    matter: Matter,
    raw: Mapping[str, object],
    *,
    on: date,
    params: Mapping[str, object] | None = None,
    stage: str = "window",
) -> Checked:
    """`forms.check`, which says all of it."""
    plan = plan_of(matter)
    if stage not in ("window", "village", "township", "county"):
        raise ValueError(stage)
    if not isinstance(raw, Mapping):
        return Checked(Answers({}), (Fault("", "error", say("not_a_form"), key="not_a_form"),), frozenset())
    own = {key: county.exact(value) for key, value in (params or {}).items() if key in plan.parameters}
    sheet = Sheet(matter, plan, on, {**plan.parameters, **own}, stage)
    fill(sheet, raw)
    ruled = [fault for test in plan.tests for fault in _judge(sheet, test)]
    faults = sorted([*sheet.faults.values(), *ruled], key=lambda fault: _place(sheet, fault.field))
    return Checked(Answers(sheet.answers), tuple(faults), frozenset(sheet.visible))


def _judge(sheet: Sheet, test: Test) -> Iterator[Fault]:
    """Ask one rule, when the fields it reads are there to be asked about."""
    expression = test.expression
    if not expression.lazy and any(sheet.is_empty(name) for name in expression.strict):
        return
    sheet.asking.failed_rows.clear()
    try:
        if sheet.asking.ask(expression):
            return
    except (Unfilled, Unsure):
        return
    except Needed as needed:
        yield from _needed(sheet, test, needed.name)
    except Unset as unset:
        if not any(sheet.is_empty(name) for name in expression.strict):
            parameter = sheet.matter.parameters.get(unset.key)
            yield _ask(test, "ask_parameter", parameter=parameter.name if parameter else unset.key)
    except Undecidable:
        yield _ask(test, "ask_person")
    except Exception:  # nothing that is typed may stop the clerk; a person takes over what cannot be reckoned
        yield _ask(test, "ask_reckon")
    else:
        yield from _failed(sheet, test)


def _needed(sheet: Sheet, test: Test, name: str) -> Iterator[Fault]:
    """The rule demands a field that is not filled: not yet rather than wrong, if it can be filled here at all."""
    question = sheet.plan.by_key.get(name)
    if question is None or question.field.filled_by not in sheet.fillers or name in sheet.faults:
        return
    if question.auto is not None:
        return  # it will be reckoned when what it is reckoned from is there
    yield _fault(sheet, test, name, "missing")


def _failed(sheet: Sheet, test: Test) -> Iterator[Fault]:
    rows = [row for table, row in sheet.asking.failed_rows if table == test.target] if test.column else []
    for row in rows:
        yield from _failed_row(sheet, test, sheet.values[test.target].rows[row])
    if rows:
        return
    before = sheet.faults.get(test.target)
    if before is not None and before.severity == "error":
        _lend(sheet, test, before)
    elif sheet.is_empty(test.target):
        yield from _needed(sheet, test, test.target)
    else:
        yield _fault(sheet, test, test.target, "rule")


def _failed_row(sheet: Sheet, test: Test, row: Row) -> Iterator[Fault]:
    path = f"{test.target}[{row.nth}].{test.column}"
    before = sheet.faults.get(path)
    if before is not None and before.severity == "error":
        _lend(sheet, test, before)
        return
    yield _fault(sheet, test, path, "missing" if row.is_empty(test.column) else "rule", row)


def _lend(sheet: Sheet, test: Test, before: Fault) -> None:
    """A rule that says the same of a field that is already found wrong lends it its number and its law."""
    basis = test.rule.basis or before.basis
    sheet.faults[before.field] = Fault(
        before.field, before.severity, before.sentence, basis, test.rule.id, before.key, before.values
    )


def _ask(test: Test, key: str, **values: str) -> Fault:
    message = test.rule.message.rstrip(STOPS)
    sentence = say(key, message=message, **values)
    shown = {"message": message, **values}
    return Fault(test.target, "ask", sentence, test.rule.basis, test.rule.id, "ask", shown)


def _fault(sheet: Sheet, test: Test, path: str, key: str, row: Row | None = None) -> Fault:
    rule = test.rule
    return Fault(path, rule.severity, _sentence(sheet, test, row), rule.basis, rule.id, key)


def _sentence(sheet: Sheet, test: Test, row: Row | None) -> str:
    """The rule's sentence with its numbers put in; the plain message where one of them cannot be told."""
    try:
        parts = [_told(sheet, part, row) for part in test.sentence]
    except Exception:  # a number is missing: the rule still has to be heard
        parts = [test.rule.message]
    text = "".join(parts)
    return text if text.endswith(tuple(STOPS)) else text + STOPS[0]


def _told(sheet: Sheet, part: str | Expression, row: Row | None) -> str:
    if isinstance(part, str):
        return part
    value: Any = sheet.asking.ask(part, row)
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, (Decimal, float)):
        rounded = Decimal(value).quantize(Decimal("0.01"))
        return format(rounded.normalize(), "f") if rounded else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def _place(sheet: Sheet, path: str) -> tuple[int, int]:
    key, _, rest = path.partition("[")
    question = sheet.plan.by_key.get(key)
    nth = rest.partition("]")[0]
    return (question.place if question else len(sheet.plan.by_key), int(nth) if nth.isdigit() else -1)
