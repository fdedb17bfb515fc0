"""The sheet on the clerk's table while it is gone through: what is answered, what shows, what is wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms import reading, spelling
from forms.answers import Fault
from forms.evaluator import Evaluator, Table, Unfilled, Unsure
from forms.expressions import Expression
from forms.plan import Plan, Question
from forms.shapes import Matter
from forms.spelling import Wrong
from forms.words import say

FILLERS = {
    "window": frozenset(("applicant", "system")),
    "village": frozenset(("applicant", "system", "village")),
    "township": frozenset(("applicant", "system", "village", "township")),
    "county": frozenset(("applicant", "system", "village", "township", "county")),
}
_BASIS = {"id": "GB 11643-1999", "uscc": "GB 32100-2015"}
_MISSING = {"choice": "choice", "multi": "choice", "bool": "choice", "signature": "sign", "attachment": "file"}


class Row:
    """One row of a table as the rules see it: its own cells first, then the sheet."""

    __slots__ = ("columns", "faulty", "nth", "sheet", "values")

    def __init__(self, sheet: "Sheet", nth: int, columns: Mapping[str, Question]) -> None:
        self.sheet = sheet
        self.nth = nth
        self.columns = columns
        self.values: dict[str, Any] = {}
        self.faulty: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        if name in self.values:
            return self.values[name]
        if name in self.faulty:
            raise Unsure
        if name in self.columns:
            raise Unfilled(name)
        return self.sheet[name]

    def is_empty(self, name: str) -> bool:
        return (
            name not in self.values and name not in self.faulty if name in self.columns else self.sheet.is_empty(name)
        )

    def is_faulty(self, name: str) -> bool:
        return name in self.faulty if name in self.columns else self.sheet.is_faulty(name)

    def is_optional(self, name: str) -> bool:
        return not self.columns[name].field.required if name in self.columns else self.sheet.is_optional(name)

    def label(self, name: str) -> str:
        question = self.columns.get(name)
        return self.sheet.label(name) if question is None else self.sheet.label_in(question, self.values.get(name))


class Sheet:
    """The whole form of one matter on one day. `fill` goes through the questions; forms.interpreter asks the rules."""

    def __init__(self, matter: Matter, plan: Plan, on: date, params: Mapping[str, Any], stage: str) -> None:
        self.matter = matter
        self.plan = plan
        self.on = on
        self.fillers = FILLERS[stage]
        self.asking = Evaluator(self, on, params)
        self.values: dict[str, Any] = {}
        self.faulty: set[str] = set()
        self.visible: set[str] = set()
        self.answers: dict[str, Any] = {}
        self.faults: dict[str, Fault] = {}  # by field, errors before warnings

    def __getitem__(self, name: str) -> Any:
        if name in self.values:
            return self.values[name]
        if name in self.faulty:
            raise Unsure
        raise Unfilled(name)

    def is_empty(self, name: str) -> bool:
        return name not in self.values and name not in self.faulty

    def is_faulty(self, name: str) -> bool:
        return name in self.faulty

    def is_optional(self, name: str) -> bool:
        return not self.plan.by_key[name].field.required

    def label(self, name: str) -> str:
        return self.label_in(self.plan.by_key[name], self.values.get(name))

    def label_in(self, question: Question, value: Any) -> str:
        """How a settled value reads in a sentence."""
        code_set = self.matter.code_sets.get(question.field.code_set)
        return code_set.label_of(str(value)) if code_set else str(value)

    def fill(self, raw: Mapping[str, Any]) -> None:
        """Read all answers, in the order in which they depend on each other."""
        for question in self.plan.questions:
            self._ask(question, raw)
        for key in raw:
            if key not in self.plan.by_key and key != "materials":
                self.blame(str(key), Wrong("unknown_field", given=spelling.shown(key)), "")
        if len(self.answers) > 1:
            ordered = sorted(self.answers, key=lambda key: self.plan.by_key[key].place)
            self.answers = {key: self.answers[key] for key in ordered}

    def _ask(self, question: Question, raw: Mapping[str, Any]) -> None:
        field, key = question.field, question.field.key
        given = raw.get(key)
        if question.visible is not None and not self._holds(question.visible):
            return
        self.visible.add(key)
        if field.filled_by not in self.fillers:
            if not spelling.is_empty(given):
                who = say(f"by_{field.filled_by}")
                self.blame(key, Wrong("other_stage", who=who), field.label)
        elif field.type == "table":
            self._ask_table(question, given)
        else:
            value = self._value(self, question, given, key, field.label, raw)
            if value is not None:
                self.values[key] = value
                self.answers[key] = reading.written(field.type, value)
            elif key in self.faulty:
                return
            elif field.required and field.filled_by != "system" and not self._will_come(question, self):
                self.miss(key, field.label, field.type)

    def _ask_table(self, question: Question, given: Any) -> None:
        field, key = question.field, question.field.key
        if spelling.is_empty(given):
            given = []
        if not isinstance(given, (list, tuple)):
            self.faulty.add(key)
            self.blame(key, Wrong("table_form"), field.label)
            return
        if len(given) > reading.MOST_ROWS:
            self.faulty.add(key)
            self.blame(key, Wrong("rows_many", most=reading.MOST_ROWS, count=len(given)), field.label)
            return
        rows = [row for nth, cells in enumerate(given) if (row := self._row(question, nth, cells)) is not None]
        if rows:
            self.values[key] = Table(rows)
            self.answers[key] = tuple(self._written_row(row) for row in rows)
        elif field.required and key not in self.faulty:
            self.miss(key, field.label, "table")

    def _row(self, question: Question, nth: int, cells: Any) -> Row | None:
        table = question.field.key
        if not isinstance(cells, Mapping):
            self.faulty.add(table)
            self.blame(f"{table}[{nth}]", Wrong("row_form", row=nth + 1), question.field.label)
            return None
        if all(spelling.is_empty(one) for one in cells.values()):
            return None
        row = Row(self, nth, question.columns)
        for column in question.columns.values():
            self._ask_cell(row, column, cells, table)
        for key in cells:
            if key not in question.columns:
                self.blame(f"{table}[{nth}].{key}", Wrong("unknown_field", given=spelling.shown(key)), "")
        return row

    def _ask_cell(self, row: Row, column: Question, cells: Mapping[str, Any], table: str) -> None:
        field = column.field
        if column.visible is not None and not self._holds(column.visible, row):
            return
        path = f"{table}[{row.nth}].{field.key}"
        value = self._value(row, column, cells.get(field.key), path, "", cells)
        if value is not None:
            row.values[field.key] = value
        elif field.required and field.key not in row.faulty and not self._will_come(column, row):
            self.miss(path, self._cell_label(path), field.type)

    def _cell_label(self, path: str) -> str:
        table, _, rest = path.partition("[")
        nth, _, key = rest.partition("].")
        question = self.plan.by_key[table]
        return say("cell", table=question.field.label, row=int(nth) + 1, column=question.columns[key].field.label)

    def _written_row(self, row: Row) -> dict[str, Any]:
        return {
            key: reading.written(question.field.type, row.values[key])
            for key, question in row.columns.items()
            if key in row.values
        }

    def _value(
        self, scope: "Sheet | Row", question: Question, given: Any, path: str, label: str, beside: Mapping[str, Any]
    ) -> Any:
        """The settled value of a question: typed, reckoned, or the default; None when there is none or it is wrong."""
        field = question.field
        known = None
        if not spelling.is_empty(given) or given is False:
            try:
                known = self._read(scope, question, given, beside)
            except Wrong as wrong:
                reckoned = self._reckon(question, scope)
                if reckoned is not None and field.derived == "fixed":
                    return reckoned
                scope.faulty.add(field.key)
                self.blame(path, wrong, label or self._cell_label(path))
                return None
        if question.auto is not None and (known is None or field.derived == "fixed"):
            reckoned = self._reckon(question, scope)
            if reckoned is not None:
                if known is not None and known != reckoned and not question.timed:
                    now = self.label_in(question, reading.written(field.type, reckoned))
                    self.blame(path, Wrong("derived", now=now), label or self._cell_label(path), "warn")
                return reckoned
        if known is None and question.default:
            return self._default(question, scope)
        if known is not None and question.look is not None and (second := question.look(known)):
            self.blame(path, second, label or self._cell_label(path), "warn")
        return known

    def _read(self, scope: "Sheet | Row", question: Question, given: Any, beside: Mapping[str, Any]) -> Any:
        field = question.field
        assert question.read is not None  # tables are read row by row
        if not field.document or scope.is_empty(field.document):
            return question.read(given, self.on)
        kind = scope[field.document] if not scope.is_faulty(field.document) else ""
        if kind in reading.RESIDENT:
            return question.read(given, self.on)
        try:
            return question.read(given, self.on)  # a foreigner's new permanent residence card has the same shape
        except Wrong:
            other = reading.other_document(given)
        other.born, other.sex = self._beside(question.born, beside), str(beside.get(question.sex, ""))
        return other

    @staticmethod
    def _beside(key: str, beside: Mapping[str, Any]) -> date | None:
        try:
            return spelling.day(beside.get(key))
        except Wrong:
            return None

    def _reckon(self, question: Question, scope: "Sheet | Row") -> Any:
        if question.auto is None:
            return None
        try:
            found = self.asking.ask(question.auto, scope)
            return None if found is None or found == "" else reading.reckoned(question.field, found)
        except Exception:  # whatever keeps it from being reckoned, the resident can still fill it in
            return None

    @staticmethod
    def _will_come(question: Question, scope: "Sheet | Row") -> bool:
        """True for a field that will be reckoned once what it is reckoned from is there and right."""
        reads = question.auto.reads if question.auto is not None else ()
        return any(scope.is_empty(name) or scope.is_faulty(name) for name in reads)

    def _default(self, question: Question, scope: "Sheet | Row") -> Any:
        default = question.default
        if isinstance(default, Expression):
            return reading.reckoned(question.field, self.asking.ask(default, scope))
        return question.read(default, self.on) if question.read else None

    def _holds(self, expression: Expression, scope: Row | None = None) -> bool:
        try:
            return bool(self.asking.ask(expression, scope))
        except Exception:  # what it depends on is not known yet, so it does not show
            return False

    def blame(self, path: str, wrong: Wrong, label: str, severity: str = "error") -> None:
        """Write down what is wrong with a field; the first error of a field stands, a warning gives way to it."""
        values = {key: str(value) for key, value in wrong.values.items()}
        sentence = say(wrong.key, label=label, **values)
        basis = _BASIS.get(wrong.key.partition("_")[0], "")
        self.put(Fault(path, severity, sentence, basis, key=wrong.key, values={"label": label, **values}))

    def miss(self, path: str, label: str, field_type: str) -> None:
        """Write down that a required answer is not there yet."""
        wording = "missing_rows" if field_type == "table" else f"missing_{_MISSING.get(field_type, '')}".rstrip("_")
        self.put(Fault(path, "error", say(wording, label=label), key="missing", values={"label": label}))

    def put(self, fault: Fault) -> None:
        """Keep a fault unless the field already has a graver one."""
        before = self.faults.get(fault.field)
        if before is None or (before.severity != "error" and fault.severity == "error"):
            self.faults[fault.field] = fault
