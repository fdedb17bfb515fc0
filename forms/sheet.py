"""The sheet on the clerk's table while it is gone through: what is answered, what shows, what is wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.answers import Fault
from forms.evaluator import Evaluator, Unfilled, Unsure
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
    """The whole form of one matter on one day: forms.filling goes through the questions, forms.interpreter asks the
    rules."""

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
        self.faults: dict[str, Fault] = {}  # by field

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

    def cell_label(self, path: str) -> str:
        """How a cell is called in a sentence: table, row, column."""
        table, _, rest = path.partition("[")
        nth, _, key = rest.partition("].")
        question = self.plan.by_key[table]
        return say("cell", table=question.field.label, row=int(nth) + 1, column=question.columns[key].field.label)

    def blame(self, path: str, wrong: Wrong, label: str, severity: str = "error") -> None:
        """Write down what is wrong with a field; the first fault of a field stands."""
        values = {key: str(value) for key, value in wrong.values.items()}
        sentence = say(wrong.key, label=label, **values)
        basis = _BASIS.get(wrong.key.partition("_")[0], "")
        self.put(Fault(path, severity, sentence, basis, key=wrong.key, values={"label": label, **values}))

    def miss(self, path: str, label: str, field_type: str) -> None:
        """Write down that a required answer is not there yet."""
        wording = "missing_rows" if field_type == "table" else f"missing_{_MISSING.get(field_type, '')}".rstrip("_")
        self.put(Fault(path, "error", say(wording, label=label), key="missing", values={"label": label}))

    def put(self, fault: Fault) -> None:
        """Keep the first fault of a field."""
        self.faults.setdefault(fault.field, fault)
