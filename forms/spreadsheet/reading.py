"""The workbook read: each sheet line by line, every cell understood or complained of by its address."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from forms.spreadsheet.cells import Wrong, typed, understood
from forms.spreadsheet.layout import HEADING_ROW, MOST_ROWS, Column, columns, guide_lines
from forms.spreadsheet.words import HEADINGS, SHEETS, say

MOST_MB = 5
MOST_UNPACKED_MB = 60
READ = ("basis", "limits", "steps", "papers", "form", "rules", "choices", "example")


@dataclass(frozen=True, slots=True)
class SheetFault:
    """One thing to put right in the workbook: the sheet's name, the cell as B7 (may be empty), a Chinese sentence."""

    sheet: str
    cell: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Written:
    """One line that was filled in: values by column key, blank ones left out, and where each of them stands."""

    sheet: str
    row: int
    values: Mapping[str, Any]
    letters: Mapping[str, str]

    def cell(self, key: str) -> str:
        """The address of a column in this line, blank or not."""
        return f"{self.letters.get(key, 'A')}{self.row}"

    def fault(self, fault: str, key: str, **values: object) -> SheetFault:
        """A complaint about one cell of this line."""
        return SheetFault(SHEETS[self.sheet], self.cell(key), say(fault, **values))


@dataclass(slots=True)
class Pages:
    """All that was read: the guide by path, the other sheets line by line, and what could not be understood."""

    guide: dict[str, Any] = field(default_factory=dict)
    guide_cells: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[Written]] = field(default_factory=dict)
    faults: list[SheetFault] = field(default_factory=list)


def read(content: bytes) -> Pages:
    """Read the bytes of a workbook. Never raises: what is wrong stands in `faults`."""
    pages = Pages()
    book = _opened(content, pages)
    if book is None:
        return pages
    for key in ("guide", *READ):
        if SHEETS[key] not in book.sheetnames:
            pages.faults.append(SheetFault(SHEETS[key], "", say("no_sheet", name=SHEETS[key])))
            pages.lines[key] = []
        elif key == "guide":
            _guide(book[SHEETS[key]], pages)
        else:
            pages.lines[key] = list(_lines(book[SHEETS[key]], key, pages))
    return pages


def _opened(content: bytes, pages: Pages) -> Any:
    from openpyxl import load_workbook

    key = "unreadable"
    try:
        if len(content) > MOST_MB * 2**20:
            key = "too_large"
            raise ValueError(key)
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED_MB * 2**20:
                key = "too_large"
                raise ValueError(key)
        return load_workbook(BytesIO(content))
    except Exception:  # whatever is wrong with a file from a stick, it is the file's fault
        pages.faults.append(SheetFault("", "", say(key, most=MOST_MB)))
        return None


def _guide(sheet: Any, pages: Pages) -> None:
    lines = {line.heading: line for line in guide_lines()}
    heads = _headings(sheet, "guide", pages, ("item", "value"))
    for row in range(HEADING_ROW + 1, min(sheet.max_row, MOST_ROWS) + 1):
        line = lines.get(str(sheet.cell(row, heads.get("item", 1)).value or "").strip())
        if line is None:
            continue
        cell = sheet.cell(row, heads.get("value", 2))
        pages.guide_cells[line.key] = cell.coordinate
        value = _value(sheet, cell, line, pages)
        if value is not None:
            pages.guide[line.key] = value
        elif line.needed and not _complained(pages, sheet.title, cell.coordinate):
            pages.faults.append(SheetFault(sheet.title, cell.coordinate, say("needed", name=line.heading)))
    for line in lines.values():
        if line.needed and line.key not in pages.guide_cells:
            pages.faults.append(SheetFault(sheet.title, "A1", say("needed", name=line.heading)))


def _lines(sheet: Any, key: str, pages: Pages) -> Iterator[Written]:
    if sheet.max_row > MOST_ROWS:
        pages.faults.append(SheetFault(sheet.title, f"A{MOST_ROWS}", say("rows_many", most=MOST_ROWS)))
    wanted = columns(key)
    heads = _headings(sheet, key, pages, [one.key for one in wanted if one.key != "label" or key != "example"])
    letters = {one: sheet.cell(HEADING_ROW, nth).column_letter for one, nth in heads.items()}
    for row in range(HEADING_ROW + 1, min(sheet.max_row, MOST_ROWS) + 1):
        cells = {one: sheet.cell(row, heads[one.key]) for one in wanted if one.key in heads}
        if all(_is_blank(cell.value) for cell in cells.values()):
            continue
        values = {
            one.key: value for one, cell in cells.items() if (value := _value(sheet, cell, one, pages)) is not None
        }
        line = Written(key, row, values, letters)
        for one in wanted:
            if one.needed and one.key not in values and not _complained(pages, sheet.title, line.cell(one.key)):
                pages.faults.append(line.fault("needed", one.key, name=one.heading))
        yield line


def _headings(sheet: Any, key: str, pages: Pages, wanted: Any) -> dict[str, int]:
    """Which column stands where, by its heading: columns may be moved."""
    texts = {str(cell.value).strip(): cell.column for cell in sheet[HEADING_ROW] if not _is_blank(cell.value)}
    names = {one: HEADINGS[key][one][0] for one in HEADINGS[key]}
    for one in wanted:
        if names[one] not in texts:
            pages.faults.append(SheetFault(sheet.title, "A1", say("no_heading", name=names[one])))
    return {one: texts[name] for one, name in names.items() if name in texts}


def _value(sheet: Any, cell: Any, column: Column, pages: Pages) -> Any:
    if _is_blank(cell.value):
        return None
    try:
        if cell.data_type == "f":
            raise Wrong(say("formula"))
        if column.key == "value" and column.kind == "text":
            return typed(cell.value)
        return understood(column.kind, cell.value)
    except Wrong as wrong:
        pages.faults.append(SheetFault(sheet.title, cell.coordinate, str(wrong)))
        return None


def _complained(pages: Pages, sheet: str, cell: str) -> bool:
    return any(one.sheet == sheet and one.cell == cell for one in pages.faults)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
