"""What need not be typed again: values from a person's earlier cases, from a household that names him, each with where
it is from. Nothing is ever taken here: a value is offered, and a person takes it or refuses it.

Two fields mean the same where their keys do, the applicant's own under whatever name a form has for him
(`heir_name`, `operator_phone`), and where type and code set have stayed. A value that is old, or whose field is not
what it was, is offered by itself and never among all at once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms import Field, Matter
from kiosk.domain.case import Case, CaseState

LASTING = frozenset(("text", "idcard", "phone", "choice", "division", "address", "bankcard", "uscc", "table"))
"""Kinds of answers that hold from one application to the next; amounts, dates and promises are given anew."""
UNTRUE = frozenset((CaseState.VOIDED, CaseState.WITHDRAWN, CaseState.NOT_ACCEPTED))
_APPLICANT = "applicant_"
_SPOUSE = frozenset(("10", "11", "12"))  # GB/T 4761
_RELATION, _NAME, _NUMBER = "relation", "name", "id_no"


@dataclass(frozen=True, slots=True)
class Offered:
    """A value that may be taken: of which case, whose household it is of ('' his own), and whether it is `sure` enough
    to be taken together with others."""

    value: object
    case: Case
    household: bool = False
    sure: bool = True


Definition = Callable[[str, int], Matter | None]


@dataclass(frozen=True, slots=True)
class Prefill:
    """For one person, as of one day. `definition` gives the matter of an earlier case, None when it is not known."""

    definition: Definition
    today: date
    keep_days: int

    def offers(self, matter: Matter, own: Sequence[Case], naming: Sequence[Case], number: str) -> dict[str, Offered]:
        """By field of `matter`; `own` and `naming` newest first. His own answers go before what others said of him."""
        fields = {field.key: field for field in matter.fields if _lasts(field)}
        found: dict[str, Offered] = {}
        for key, one in (*self._own(matter, own), *self._household(matter, naming, number)):
            field = fields.get(key)
            if field is not None and key not in found and one.value not in ("", None, [], ()):
                found[key] = one
        return found

    def _own(self, matter: Matter, cases: Sequence[Case]) -> Iterator[tuple[str, Offered]]:
        fields = {field.key: field for field in matter.fields}
        for case in cases:
            if case.state in UNTRUE:
                continue
            before, fresh = self.definition(case.matter, case.matter_version), self._fresh(case)
            for key, value in _known(matter, before, case).items():
                if (field := fields.get(key)) is not None:
                    same = key in _person_keys(matter) or _same(field, matter, before)
                    yield key, Offered(_fitting(field, value), case, sure=fresh and same)
            yield from _spouse(fields, case)

    def _household(self, matter: Matter, cases: Sequence[Case], number: str) -> Iterator[tuple[str, Offered]]:
        fields = {field.key: field for field in matter.fields}
        for case in cases:
            if case.state in UNTRUE or case.id_number == number:
                continue
            for table in _tables(case):
                row = next((one for one in table if one.get(_NUMBER) == number), None)
                if row is None:
                    continue
                for key, value in _of_row(matter, row):
                    if key in fields:
                        yield key, Offered(value, case, household=True, sure=False)
                yield from _same_household(fields, case, table, number)

    def _fresh(self, case: Case) -> bool:
        return (self.today - case.filed_at.date()).days <= self.keep_days


def _person_keys(matter: Matter) -> set[str]:
    keys = matter.applicant
    return {key for key in (keys.name, keys.id_number, keys.phone) if key}


def _known(matter: Matter, before: Matter | None, case: Case) -> dict[str, object]:
    """A case's answers under this matter's own keys: those of the applicant have this matter's name for him."""
    keys = matter.applicant
    own, dot, _ = keys.name.partition(".")  # of matters done in one go, those that the applicant answers for himself
    theirs, ours = _prefix(before.applicant.name) if before else _APPLICANT, _prefix(keys.name)
    known: dict[str, object] = {}
    for key, value in case.answers.items():
        key = ours + key.removeprefix(theirs) if key.startswith(theirs) and theirs != ours else key
        known[f"{own}{dot}{key}" if dot else key] = value
    person = {keys.name: case.applicant, keys.id_number: case.id_number, keys.phone: case.phone}
    return {**known, **{key: value for key, value in person.items() if key}}


def _prefix(name_key: str) -> str:
    """applicant_ of applicant_name, heir_ of heir_name."""
    key = name_key.rpartition(".")[2]
    return key.removesuffix("name") if key.endswith("_name") else _APPLICANT


def _same(field: Field, matter: Matter, before: Matter | None) -> bool:
    """Whether the field is what it was when the answer was given."""
    if before is None:
        return False
    key = field.key.rpartition(".")[2]
    ours, theirs = _prefix(matter.applicant.name), _prefix(before.applicant.name)
    there = {one.key: one for one in before.fields}
    was = there.get(key) or there.get(theirs + key.removeprefix(ours))
    return was is not None and (was.type, was.code_set, was.kind) == (field.type, field.code_set, field.kind)


def _lasts(field: Field) -> bool:
    return field.type in LASTING and not (field.auto and field.derived == "fixed") and not field.default


def _fitting(field: Field, value: object) -> object:
    """Of a table only the columns that this form has."""
    if field.type != "table" or not isinstance(value, (list, tuple)):
        return value
    columns = {column.key for column in field.columns}
    return [{key: one for key, one in dict(row).items() if key in columns} for row in value]


def _tables(case: Case) -> Iterator[Sequence[Mapping[str, object]]]:
    """The tables of people in its answers."""
    for value in case.answers.values():
        if isinstance(value, (list, tuple)) and value and all(isinstance(row, Mapping) for row in value):
            yield value


def _of_row(matter: Matter, row: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """What a household's table says of this person: his name, and what has the same key on the form."""
    if matter.applicant.name and row.get(_NAME):
        yield matter.applicant.name, row[_NAME]
    yield from ((key, value) for key, value in row.items() if key not in (_NAME, _NUMBER, _RELATION) and value)


def _spouse(fields: Mapping[str, Field], case: Case) -> Iterator[tuple[str, Offered]]:
    """The husband or wife of the household's table, where the form asks for one."""
    for table in _tables(case):
        row = next((one for one in table if one.get(_RELATION) in _SPOUSE), None)
        if row is not None:
            for key, column in (("spouse_name", _NAME), ("spouse_id_no", _NUMBER)):
                if key in fields and row.get(column):
                    yield key, Offered(row[column], case, sure=False)


def _same_household(
    fields: Mapping[str, Field], case: Case, table: Sequence[Mapping[str, object]], number: str
) -> Iterator[tuple[str, Offered]]:
    """The table of a household that somebody else of it has given: himself in it, this person out of it, and how they
    are related to be said anew."""
    for key, field in fields.items():
        columns = {column.key for column in field.columns}
        if field.type != "table" or not {_NAME, _NUMBER} <= columns or key not in case.answers:
            continue
        others: list[Mapping[str, object]] = [{_NAME: case.applicant, _NUMBER: case.id_number}]
        others += [row for row in table if row.get(_NUMBER) not in (number, case.id_number)]
        rows = [{one: row[one] for one in row if one in columns and one != _RELATION} for row in others]
        yield key, Offered(rows, case, household=True, sure=False)
