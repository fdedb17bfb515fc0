"""The fairness report as a workbook: a line for each difference, a column for each centre."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from forms.comparing.fairness import Fairness
from forms.comparing.words import FAIR_COLUMNS

AMBER = "FFF6E0"
_WIDTHS = (10, 26, 30, 16)


def fairness_workbook(report: Fairness) -> bytes:
    """The .xlsx; who says otherwise than most is coloured."""
    book = Workbook()
    sheet: Any = book.active
    sheet.append([*FAIR_COLUMNS, *report.centres])
    for one in report.differences:
        sheet.append([one.matter, one.name, one.label, one.what, *(one.said.get(name, "") for name in report.centres)])
        for nth, name in enumerate(report.centres, len(FAIR_COLUMNS) + 1):
            if name in one.apart:
                sheet.cell(sheet.max_row, nth).fill = PatternFill("solid", fgColor=AMBER)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.row == 1:
                cell.font = Font(bold=True)
    for column, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "E2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()
