"""What may be taken from a person's earlier cases, so that nothing is typed twice; each value says where it is from."""

from collections.abc import Callable, Sequence

from forms import Field, Matter
from kiosk.domain.case import Case, CaseState
from kiosk.ui.form.counter.words import Person
from kiosk.ui.form.verdicts import Offer

LASTING = frozenset(("text", "idcard", "phone", "choice", "division", "address", "bankcard", "uscc", "table"))
"""Kinds of answers that hold from one application to the next; amounts, dates and promises are given anew."""
_NOT_TAKEN = frozenset((CaseState.VOIDED,))


def offers_from(matter: Matter, cases: Sequence[Case], name_of: Callable[[str], str]) -> dict[str, Offer]:
    """Offers by field from cases, newest first; `name_of` names a matter by its code."""
    offers: dict[str, Offer] = {}
    fields = {field.key: field for field in matter.fields}
    for case in cases:
        if case.state in _NOT_TAKEN:
            continue
        source = Person.OFFER_FROM.format(month=f"{case.filed_at:%Y-%m}", matter=name_of(case.matter))
        for key, value in _known(matter, case).items():
            field = fields.get(key)
            if field is not None and key not in offers and _lasts(field) and value not in ("", None, [], ()):
                offers[key] = Offer(_fitting(field, value), source)
    return offers


def _known(matter: Matter, case: Case) -> dict[str, object]:
    """A case's answers, its applicant's name and number under this matter's own keys too."""
    keys = matter.applicant
    known: dict[str, object] = {keys.name: case.applicant}
    if keys.phone:
        known[keys.phone] = case.phone
    if keys.id_number:
        known[keys.id_number] = case.id_number
    own, dot, _ = keys.name.partition(".")  # of matters done in one go, those that the applicant answers for himself
    return {**{f"{own}{dot}{key}" if dot else key: value for key, value in case.answers.items()}, **known}


def _lasts(field: Field) -> bool:
    return field.type in LASTING and not (field.auto and field.derived == "fixed") and not field.default


def _fitting(field: Field, value: object) -> object:
    """Of a table only the columns that this form has."""
    if field.type != "table" or not isinstance(value, (list, tuple)):
        return value
    columns = {column.key for column in field.columns}
    return [{key: one for key, one in dict(row).items() if key in columns} for row in value]
