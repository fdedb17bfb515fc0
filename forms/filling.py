"""Going through the sheet, question by question and row by row, with what was typed so far."""

from collections.abc import Mapping
from typing import Any

from forms import reading, spelling
from forms.evaluator import Table
from forms.plan import Question
from forms.settling import Spot, settle, shows, will_come
from forms.sheet import Row, Sheet
from forms.spelling import Wrong
from forms.words import say


def fill(sheet: Sheet, raw: Mapping[str, Any]) -> None:
    """Read all answers, in the order in which they depend on each other; they are kept in the order of the sheet."""
    for question in sheet.plan.questions:
        _ask(sheet, question, raw)
    for key in raw:
        if key not in sheet.plan.by_key and key != "materials":
            sheet.blame(str(key), Wrong("unknown_field", given=spelling.shown(key)), "")
    ordered = sorted(sheet.answers, key=lambda key: sheet.plan.by_key[key].place)
    sheet.answers = {key: sheet.answers[key] for key in ordered}


def _ask(sheet: Sheet, question: Question, raw: Mapping[str, Any]) -> None:
    field, key = question.field, question.field.key
    spot = Spot(sheet, sheet, raw, key)
    if not shows(spot, question):
        return
    sheet.visible.add(key)
    if field.filled_by not in sheet.fillers:
        if not spelling.is_empty(raw.get(key)):
            spot.blame(question, Wrong("other_stage", who=say(f"by_{field.filled_by}")))
    elif field.type == "table":
        _ask_table(sheet, question, raw.get(key))
    else:
        value = settle(spot, question)
        if value is not None:
            sheet.values[key] = value
            sheet.answers[key] = reading.written(field.type, value)
        elif _is_missed(spot, question) and field.filled_by != "system":
            sheet.miss(key, field.label, field.type)


def _is_missed(spot: Spot, question: Question) -> bool:
    return question.field.required and not spot.scope.is_faulty(question.field.key) and not will_come(spot, question)


def _ask_table(sheet: Sheet, question: Question, given: Any) -> None:
    field, key = question.field, question.field.key
    lines = [] if spelling.is_empty(given) else given
    wrong = None
    if not isinstance(lines, (list, tuple)):
        wrong = Wrong("table_form")
    elif len(lines) > reading.MOST_ROWS:
        wrong = Wrong("rows_many", most=reading.MOST_ROWS, count=len(lines))
    if wrong is not None:
        sheet.faulty.add(key)
        sheet.blame(key, wrong, field.label)
        return
    rows = [row for nth, cells in enumerate(lines) if (row := _row(sheet, question, nth, cells)) is not None]
    if rows:
        sheet.values[key] = Table(rows)
        sheet.answers[key] = tuple(_written(row) for row in rows)
    elif field.required and key not in sheet.faulty:
        sheet.miss(key, field.label, "table")


def _row(sheet: Sheet, question: Question, nth: int, cells: Any) -> Row | None:
    """One row, or None for a blank one; a line that is no row is written down."""
    table = question.field.key
    if not isinstance(cells, Mapping):
        sheet.faulty.add(table)
        sheet.blame(f"{table}[{nth}]", Wrong("row_form", row=nth + 1), question.field.label)
        return None
    if all(spelling.is_empty(one) for one in cells.values()):
        return None
    row = Row(sheet, nth, question.columns)
    for column in question.asked:  # an age may stand before its number, and what shows by the age before the age
        _ask_cell(sheet, row, column, Spot(sheet, row, cells, f"{table}[{nth}].{column.field.key}"))
    for key in cells:
        if key not in question.columns:
            sheet.blame(f"{table}[{nth}].{key}", Wrong("unknown_field", given=spelling.shown(key)), "")
    return row


def _ask_cell(sheet: Sheet, row: Row, column: Question, spot: Spot) -> None:
    if not shows(spot, column):
        return
    value = settle(spot, column)
    if value is not None:
        row.values[column.field.key] = value
    elif _is_missed(spot, column):
        sheet.miss(spot.path, sheet.cell_label(spot.path), column.field.type)


def _written(row: Row) -> dict[str, Any]:
    return {
        key: reading.written(question.field.type, row.values[key])
        for key, question in row.columns.items()
        if key in row.values
    }
