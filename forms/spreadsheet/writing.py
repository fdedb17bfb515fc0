"""The workbook written: sheets with headings, notes and drop-downs, that an official fills in without a programmer."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from forms.spreadsheet.cells import answer, shown
from forms.spreadsheet.layout import HEADING_ROW, Column, columns, guide_lines
from forms.spreadsheet.rows import Line
from forms.spreadsheet.words import HEADINGS, INTRO, LABELS, SHEETS

BLUE, PALE, AMBER = "0B4F9E", "EAF1FA", "FFF6E0"
_EDGE = Side(style="thin", color="C9D3E0")
_BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_HEAD = Font(name="Microsoft YaHei", bold=True, color="FFFFFF")
_PLAIN = Font(name="Microsoft YaHei")
_WRAP = Alignment(wrap_text=True, vertical="top")
SPARE = 60  # blank lines below, dressed and with drop-downs


def written(rows: Mapping[str, Sequence[Line]], offers: Mapping[str, Sequence[str]]) -> bytes:
    """The .xlsx of the lines. `offers` are drop-downs known only to the catalogue, by "sheet.column" or guide path."""
    book = Workbook()
    book.remove(book.active)
    sheets = {key: book.create_sheet(name) for key, name in SHEETS.items()}
    lists = _Lists(sheets["lists"])
    _intro(sheets["intro"])
    _guide(sheets["guide"], rows["guide"], offers, lists)
    for key in SHEETS:
        if key in rows and key != "guide":
            _sheet(sheets[key], key, rows[key], offers, lists)
    sheets["lists"].sheet_state = "hidden"
    book.active = 0
    content = BytesIO()
    book.save(content)
    return content.getvalue()


class _Lists:
    """The hidden sheet that the drop-downs draw from: a list in a cell may have 255 characters, a range any number."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._places: dict[tuple[str, ...], str] = {}

    def place(self, options: Sequence[str]) -> str:
        """The range that holds these options."""
        wanted = tuple(options)
        if wanted not in self._places:
            column = len(self._places) + 1
            for row, option in enumerate(wanted, 1):
                _put(self._sheet.cell(row, column), option)
            letter = get_column_letter(column)
            self._places[wanted] = f"'{self._sheet.title}'!${letter}$1:${letter}${len(wanted)}"
        return self._places[wanted]


def _intro(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = 110
    for row, text in enumerate(INTRO, 1):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name="Microsoft YaHei", size=13 if row == 1 else 11, bold=row == 1)
        cell.alignment = _WRAP


def _guide(sheet: Any, rows: Sequence[Line], offers: Mapping[str, Sequence[str]], lists: _Lists) -> None:
    for column, (key, width) in enumerate((("item", 20), ("value", 70), ("note", 44)), 1):
        _heading(sheet, column, HEADINGS["guide"][key][0], HEADINGS["guide"][key][1], width)
    given = {row["item"]: row["value"] for row in rows}
    for row, line in enumerate(guide_lines(), HEADING_ROW + 1):
        value = given.get(line.key)
        _dress(sheet.cell(row, 1), line.heading, PALE, line.needed)
        options = offers.get(line.key, line.options)
        _dress(sheet.cell(row, 2), _value("guide", line, {line.key: value}, options))
        _dress(sheet.cell(row, 3), line.note, PALE)
        if options:
            _drop_down(sheet, f"B{row}", options, lists, binding=line.kind in LABELS)
    sheet.freeze_panes = "B2"


def _sheet(sheet: Any, key: str, rows: Sequence[Line], offers: Mapping[str, Sequence[str]], lists: _Lists) -> None:
    last = HEADING_ROW + len(rows) + (0 if key == "limits" else SPARE)
    for nth, column in enumerate(columns(key), 1):
        _heading(sheet, nth, column.heading, column.note, column.width, column.needed)
        options = offers.get(f"{key}.{column.key}", column.options)
        for row, line in enumerate(rows, HEADING_ROW + 1):
            _dress(sheet.cell(row, nth), _value(key, column, line, options), _ground(key, line))
        if options:
            letter = get_column_letter(nth)
            _drop_down(sheet, f"{letter}2:{letter}{last}", options, lists, binding=column.kind in LABELS)
    sheet.freeze_panes = "B2"


def _value(sheet: str, column: Column, line: Line, options: Sequence[str]) -> Any:
    value = line.get(column.key)
    if column.kind == "prefix":
        return next((one for one in options if one.partition(" ")[0] == value), value)
    if sheet == "example" and column.key == "value":
        return shown("handed", value) if line["part"] == "materials" else answer(value)
    return shown(column.kind, value)


def _ground(sheet: str, line: Line) -> str:
    """Where a section or a block begins, a coloured line."""
    return AMBER if sheet == "form" and (line.get("section") or line.get("block")) else ""


def _heading(sheet: Any, column: int, text: str, note: str, width: int, needed: bool = False) -> None:
    cell = sheet.cell(HEADING_ROW, column, text)
    cell.font, cell.fill = _HEAD, PatternFill("solid", fgColor=BLUE)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=Side(style="thick" if needed else "thin"))
    if note:
        cell.comment = Comment(note, SHEETS["intro"], height=90, width=260)
    sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[HEADING_ROW].height = 30


def _dress(cell: Any, value: Any, ground: str = "", strong: bool = False) -> None:
    _put(cell, value)
    cell.font = Font(name="Microsoft YaHei", bold=True) if strong else _PLAIN
    cell.alignment, cell.border = _WRAP, _BORDER
    if ground:
        cell.fill = PatternFill("solid", fgColor=ground)


def _put(cell: Any, value: Any) -> None:
    """A text stays a text, also where it begins with = or looks like a number."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"


def _drop_down(sheet: Any, where: str, options: Sequence[str], lists: _Lists, *, binding: bool) -> None:
    """A list to choose from; where it does not bind, something else may be typed."""
    choice = DataValidation(type="list", formula1=lists.place(options), allow_blank=True, showErrorMessage=binding)
    sheet.add_data_validation(choice)
    choice.add(where)
