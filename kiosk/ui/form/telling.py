"""An answer as one would say it: the label of a code, 是, a date, the names in a table."""

from collections.abc import Mapping

from forms import Field, Matter, Section
from kiosk.app.ink import REFERENCE
from kiosk.ui.form.spellings import spelling_of
from kiosk.ui.form.words import NO, YES, Paper
from kiosk.ui.form.words import Section as Words

MOST_NAMES, MOST_PARTS = 5, 5


def told(field: Field, matter: Matter, value: object) -> str:
    """The answer in words; '' for none."""
    if value is None or value == "" or value == []:
        return ""
    if field.type == "table":
        return _rows(field, matter, value)
    if field.type == "bool":
        return YES if value is True or str(value) in ("1", "true") else NO
    if field.type in ("attachment", "signature"):
        return _paper(field, value)
    if field.type == "division":
        from forms.divisions import name_of

        return name_of(str(value))
    code_set = matter.code_sets.get(field.code_set)
    if code_set is not None:
        codes = value if isinstance(value, (list, tuple)) else (value,)
        return Words.LIST.join(code_set.label_of(str(code)) for code in codes)
    return spelling_of(field.type).shown(str(value)) + field.unit


def _rows(field: Field, matter: Matter, value: object) -> str:
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, (list, tuple)) else []
    first = field.columns[0]
    names = [told(first, matter, row.get(first.key)) for row in rows]
    shown = Words.LIST.join(name for name in names[:MOST_NAMES] if name)
    return Words.ROWS.format(count=len(rows), names=shown) if rows else ""


def _paper(field: Field, value: object) -> str:
    if isinstance(value, (list, tuple)):
        return Words.LIST.join(str(one) for one in value)
    if isinstance(value, str) and value.startswith(REFERENCE):
        return Paper.ON_SCREEN
    return Paper.SIGNED if field.type == "signature" else Paper.RECEIVED


def summary(section: Section, matter: Matter, answers: Mapping[str, object]) -> str:
    """A filled section in one line: its first answers."""
    parts = [told(field, matter, answers.get(field.key)) for field in section.fields]
    return Words.SUMMARY.join([part for part in parts if part][:MOST_PARTS])
