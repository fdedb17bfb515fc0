"""A case's answers in the order of its form, each as another system wants it typed: labels, plain figures, dates."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from forms import Field, Matter
from kiosk.app.archive import words as w
from kiosk.domain.case import Case
from kiosk.domain.deadline import CHINA

PRIVATE = frozenset(("idcard", "phone", "bankcard", "uscc"))
UNTOLD = frozenset(("signature", "attachment"))


class DayStyle(StrEnum):
    """How the other system wants its dates: 2026-11-23, 20261123 or 2026年11月23日."""

    ISO = "iso"
    DIGITS = "digits"
    CHINESE = "chinese"


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One value: where it stands in the form, its label, the value whole, and whether it is shown masked at first."""

    section: str
    label: str
    value: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class CopyOut:
    """A case to be typed into another system."""

    case: Case
    matter: Matter | None

    def lines(self, style: DayStyle = DayStyle.ISO) -> Sequence[CopyLine]:
        """Every value that is there, the facts of the case first, then the form from top to bottom."""
        case, matter = self.case, self.matter
        filed = case.filed_at.astimezone(CHINA).date()
        head = (
            CopyLine(w.HEAD, w.CASE_NO, case.case_no),
            CopyLine(w.HEAD, w.MATTER, matter.name if matter else case.matter),
            CopyLine(w.HEAD, w.NAME, case.applicant),
            CopyLine(w.HEAD, w.ID_NUMBER, case.id_number, private=True),
            CopyLine(w.HEAD, w.PHONE, case.phone, private=True),
            CopyLine(w.HEAD, w.FILED, _day(filed.isoformat(), style)),
        )
        return [line for line in (*head, *self._answers(style)) if line.value]

    def text(self, style: DayStyle = DayStyle.ISO) -> str:
        """All of it, a line each, sections apart."""
        written: list[str] = []
        section = ""
        for line in self.lines(style):
            if line.section != section:
                written += ["", line.section] if written else [line.section]
                section = line.section
            written.append(w.LINE.format(label=line.label, value=line.value))
        return "\n".join(written) + "\n"

    def json(self) -> str:
        """The case and its answers as they are kept (codes, ISO dates), with the labels beside them."""
        case = self.case
        value = {
            "case_no": case.case_no,
            "matter": case.matter,
            "matter_version": case.matter_version,
            "applicant": {"name": case.applicant, "id_number": case.id_number, "phone": case.phone},
            "filed_at": case.filed_at.isoformat(),
            "answers": case.answers,
            "lines": [{"section": one.section, "label": one.label, "value": one.value} for one in self.lines()],
        }
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

    def _answers(self, style: DayStyle) -> Iterator[CopyLine]:
        if self.matter is None:
            yield from (CopyLine("", key, str(value)) for key, value in self.case.answers.items())
            return
        for section in self.matter.sections:
            for field in section.fields:
                value = self.case.answers.get(field.key)
                if field.type == "table":
                    yield from _rows(self.matter, section.title, field, value, style)
                elif value not in (None, "", (), []) and field.type not in UNTOLD:
                    told = _told(self.matter, field, value, style)
                    yield CopyLine(section.title, field.label, told, field.type in PRIVATE)


def _rows(matter: Matter, section: str, table: Field, value: object, style: DayStyle) -> Iterator[CopyLine]:
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, (list, tuple)) else []
    for nth, row in enumerate(rows, 1):
        for column in table.columns:
            one = row.get(column.key)
            if one not in (None, "", (), []) and column.type not in UNTOLD:
                label = w.ROW.format(table=table.label, nth=nth, column=column.label)
                yield CopyLine(section, label, _told(matter, column, one, style), column.type in PRIVATE)


def _told(matter: Matter, field: Field, value: Any, style: DayStyle) -> str:
    if field.code_set in matter.code_sets and field.type in ("choice", "multi"):
        codes = value if isinstance(value, (list, tuple)) else [value]
        return w.LISTED.join(matter.code_sets[field.code_set].label_of(str(code)) for code in codes)
    if isinstance(value, bool):
        return w.YES if value else w.NO
    if field.type in ("date", "month"):
        return _day(str(value), style)
    if field.type == "division":
        from forms.divisions import name_of

        return name_of(str(value))
    return str(value)


def _day(value: str, style: DayStyle) -> str:
    """A day or a month in a style; what is neither stays as it is."""
    if style is DayStyle.ISO:
        return value
    if style is DayStyle.DIGITS:
        return value.replace("-", "")
    try:
        day = date.fromisoformat(value if value.count("-") > 1 else f"{value}-01")
    except ValueError:
        return value
    pattern = w.DAY if value.count("-") > 1 else w.MONTH
    return pattern.format(year=day.year, month=day.month, day=day.day)
