"""How one question, or one cell of a table, comes to its answer: typed, reckoned from others, or the default."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms import reading, spelling
from forms.certificates import FOREIGN
from forms.expressions import Expression
from forms.functions import OtherDocument
from forms.plan import Question
from forms.sheet import Row, Sheet
from forms.spelling import Wrong


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer stands: on the sheet itself or in a row, what was typed beside it, and its path for faults."""

    sheet: Sheet
    scope: Sheet | Row
    beside: Mapping[str, Any]
    path: str

    def blame(self, question: Question, wrong: Wrong, severity: str = "error") -> None:
        """Write down what is wrong with this answer."""
        label = question.field.label if self.scope is self.sheet else self.sheet.cell_label(self.path)
        self.sheet.blame(self.path, wrong, label, severity)


def settle(spot: Spot, question: Question) -> Any:
    """The settled value of a question; None when there is none, or when it is wrong (then that is written down)."""
    given = spot.beside.get(question.field.key)
    known = None
    if not spelling.is_empty(given):
        try:
            known = _read(spot, question, given)
            known = None if known == "" else known  # nothing was left of it but marks that nobody sees
        except Wrong as wrong:
            if question.field.derived == "fixed" and (reckoned := _reckon(spot, question)) is not None:
                return reckoned
            spot.scope.faulty.add(question.field.key)
            spot.blame(question, wrong)
            return None
    if question.auto is not None and (known is None or question.field.derived == "fixed"):
        reckoned = _reckon(spot, question)
        if reckoned is not None:
            if known is not None and known != reckoned and not question.timed:
                now = spot.sheet.label_in(question, reading.written(question.field.type, reckoned))
                spot.blame(question, Wrong("derived", now=now), "warn")
            return reckoned
    if known is None:
        return _default(spot, question)
    if question.look is not None and (second := question.look(known)):
        spot.blame(question, second, "warn")
    return known


def shows(spot: Spot, question: Question) -> bool:
    """Whether the question shows; while what that depends on is not known, it does not."""
    if question.visible is None:
        return True
    try:
        return bool(spot.sheet.asking.ask(question.visible, spot.scope))
    except Exception:  # not filled yet, or wrong, or it cannot be told
        return False


def will_come(spot: Spot, question: Question) -> bool:
    """True for a question that will be reckoned once what it is reckoned from is there and right."""
    reads = question.auto.reads if question.auto is not None else ()
    return any(spot.scope.is_empty(name) or spot.scope.is_faulty(name) for name in reads)


def _read(spot: Spot, question: Question, given: Any) -> Any:
    assert question.read is not None  # tables are read row by row
    document, on = question.field.document, spot.sheet.on
    if not document or (not spot.scope.is_faulty(document) and _is_resident(spot, document)):
        return question.read(given, on)
    kind = "" if spot.scope.is_faulty(document) else str(spot.scope[document])
    with suppress(Wrong):
        known = question.read(given, on)
        if kind != FOREIGN or known[:1] == "9":  # a foreigner's new card has the shape of a citizen's number
            return known
    other = reading.other_document(given, kind, on)
    return _with_what_stands_beside(spot, question, other)


def _is_resident(spot: Spot, document: str) -> bool:
    return spot.scope.is_empty(document) or spot.scope[document] in reading.RESIDENT


def _with_what_stands_beside(spot: Spot, question: Question, other: OtherDocument) -> OtherDocument:
    """A passport holds no birthday: the one typed beside it serves the rules."""
    born, sex = _beside(spot, question.born), _beside(spot, question.sex)
    other.born = born if isinstance(born, date) else None
    other.sex = sex if isinstance(sex, str) else ""
    return other


def _beside(spot: Spot, key: str) -> Any:
    question = spot.sheet.plan.by_key.get(key)
    try:
        return question.read(spot.beside.get(key), spot.sheet.on) if question and question.read else None
    except Wrong:
        return None


def _reckon(spot: Spot, question: Question) -> Any:
    if question.auto is None:
        return None
    try:
        found = spot.sheet.asking.ask(question.auto, spot.scope)
        if found is None or found == "":
            return None
        reckoned = reading.reckoned(question.field, found)
        return question.read(reckoned, spot.sheet.on) if question.read and question.field.code_set else reckoned
    except Exception:  # whatever keeps it from being reckoned, the resident can still fill it in
        return None


def _default(spot: Spot, question: Question) -> Any:
    default = question.default
    if isinstance(default, Expression):
        return reading.reckoned(question.field, spot.sheet.asking.ask(default, spot.scope))
    return question.read(default, spot.sheet.on) if default and question.read else None
