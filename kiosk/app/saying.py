"""An answer in words, for a list of what was corrected: the label instead of the code, numbers of persons masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.app.words import NO_ANSWER, ROWS, YES_NO
from kiosk.domain.correction import Sort
from kiosk.domain.person import mask_id, mask_phone

if TYPE_CHECKING:
    from forms import Field, Matter

_LAST = 4  # characters of an account that may be shown


def field_at(matter: Matter, path: str) -> Field | None:
    """The question at a field's path (`members.2.name` is a column); None for one that the form does not have."""
    key, *rest = path.split(".")
    found = next((one for one in matter.fields if one.key == key), None)
    if found is None or not rest:
        return found
    return next((one for one in found.columns if one.key == rest[-1]), None)


def label_at(matter: Matter, path: str) -> str:
    """What it is called: 家庭成员 第2行 姓名."""
    key, *rest = path.split(".")
    table = next((one for one in matter.fields if one.key == key), None)
    field = field_at(matter, path)
    if table is None or field is None:
        return path
    return ROWS["cell"].format(table=table.label, row=rest[0], column=field.label) if len(rest) > 1 else field.label


def sort_at(matter: Matter, path: str) -> Sort:
    """What an answer is to the case."""
    keys, field = matter.applicant, field_at(matter, path)
    if path in (keys.name, keys.id_number, keys.id_type):
        return Sort.IDENTITY
    if path == keys.phone or (field is not None and field.type == "phone"):
        return Sort.CONTACT
    if field is not None and (field.type == "bankcard" or field.code_set == "bank"):
        return Sort.PAYMENT
    return Sort.FACT


def said(matter: Matter, path: str, value: Any, full: bool = False) -> str:
    """A value in words; without `full`, numbers of certificates, telephones and accounts are masked."""
    field = field_at(matter, path)
    if value in (None, "", [], ()):
        return NO_ANSWER
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, (list, tuple)) and not all(isinstance(one, str) for one in value):
        return ROWS["count"].format(count=len(value))
    if field is not None and field.code_set in matter.code_sets:
        codes = value if isinstance(value, (list, tuple)) else [value]
        return ROWS["comma"].join(matter.code_sets[field.code_set].label_of(str(one)) for one in codes)
    if field is not None and field.type == "division":
        from forms.divisions import name_of

        return name_of(str(value)) or str(value)
    text = str(value)
    return text if full or field is None else _masked(text, field.type)


def _masked(text: str, sort: str) -> str:
    if sort == "idcard":
        return mask_id(text)
    if sort == "phone":
        return mask_phone(text)
    if sort == "bankcard":
        return "*" * _LAST + text[-_LAST:]
    return text
