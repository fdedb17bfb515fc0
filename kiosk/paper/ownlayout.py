"""Official layouts of single forms, as data: bands with a title at the side, fields where the official sheet has them.

`layouts/form_<code>.toml`. A cell is a `field` with its label (the field's own unless another is given), a `text` with
fields in braces, or a `table`; `share` is its part of the row's width,
`least` the lines of a table, filled or not. `ticks` shows all options of a choice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from forms import Field, Matter
from kiosk.paper import answering
from kiosk.paper import words as w
from kiosk.paper.a4 import TITLE, centred
from kiosk.paper.galley import Galley
from kiosk.paper.ruled import BAND_MM, VALUE, Ruled, label_cell, put_band, table_rows, value_cell
from kiosk.paper.sheet import MM
from kiosk.paper.typesetting import set_lines, set_to_fit

_BRACE = re.compile(r"\{(\w+)\}")
LABEL_MM = 25.0
LEAST_TO_SIGN = 4


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of the official sheet."""

    field: str = ""
    label: str = ""
    text: str = ""
    table: str = ""
    share: float = 1.0
    ticks: bool = False
    least: int = 4
    label_mm: float = LABEL_MM


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells; `high` in millimetres at least."""

    cells: tuple[Place, ...]
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """Rows under one title. `page`: the title of a further sheet that begins here. `said`: a sentence above the rows.
    `signed`: a table in which every member of the table of that name signs."""

    title: str
    rows: tuple[Line, ...] = ()
    page: str = ""
    said: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class OwnLayout:
    """A matter's official sheet. `title` stands on its first page, the form's own where it is empty. `covered`: fields
    that its words have a place for, said below only when answered."""

    bands: tuple[Band, ...]
    covered: frozenset[str]
    title: str = ""


@cache
def own_layout(code: str) -> OwnLayout | None:
    """The official sheet of a matter; None when it has no layout of its own."""
    place = files("kiosk.paper").joinpath("layouts", f"form_{code}.toml")
    if not code.isalnum() or not place.is_file():
        return None
    import tomllib

    plain = tomllib.loads(place.read_text("utf-8"))
    return OwnLayout(
        tuple(_band(one) for one in plain["bands"]), frozenset(plain.get("covered", ())), plain.get("title", "")
    )


def put_own(galley: Galley, own: OwnLayout, matter: Matter, answers: Mapping[str, Any], width: float) -> frozenset[str]:
    """Set the official sheet; the keys of the fields that have their place on it come back."""
    for band in own.bands:
        if band.page:
            _page(galley, band.page, width)
        if band.said:
            galley.gap(1 * MM)
            said = _filled(band.said, matter, answers)
            galley.paragraph(set_lines(said, VALUE.sized(12), width, 24, justify=True), galley.left)
            galley.gap(2 * MM)
        inner = width - BAND_MM * MM
        rows = [row for line in band.rows for row in _rows(line, matter, answers, inner)]
        rows += _signed(band.signed, matter, answers, inner) if band.signed else []
        put_band(galley, band.title, rows)
    placed = {key for band in own.bands for key in _keys(band)}
    return frozenset(placed | {key for key in own.covered if answers.get(key) is None})


def _band(plain: Mapping[str, Any]) -> Band:
    rows = tuple(
        Line(tuple(Place(**cell) for cell in (row["cells"] if isinstance(row, dict) else row)), _height(row))
        for row in plain.get("rows", ())
    )
    rest = {key: value for key, value in plain.items() if key != "rows"}
    return Band(rows=rows, **rest)


def _height(row: Any) -> float:
    return float(row.get("high", 0)) if isinstance(row, dict) else 0.0


def _page(galley: Galley, title: str, width: float) -> None:
    galley.turn()
    style = TITLE.sized(19)
    line = set_to_fit(title, style, width, 14)
    centred(galley, [line] if line else set_lines(title, style.sized(15), width), width)
    galley.gap(2 * MM)


def _rows(line: Line, matter: Matter, answers: Mapping[str, Any], width: float) -> list[Ruled]:
    if line.cells[0].table:
        return _table(line.cells[0], matter, answers, width)
    whole = sum(place.share for place in line.cells)
    cells = [cell for place in line.cells for cell in _cells(place, matter, answers, width * place.share / whole)]
    return [Ruled(tuple(cells), line.high * MM)]


def _cells(place: Place, matter: Matter, answers: Mapping[str, Any], width: float) -> list[Any]:
    """A label and its answer, or a sentence with answers in it."""
    if place.text:
        told = value_cell(_filled(place.text, matter, answers), width - (place.label_mm * MM if place.label else 0))
        return [label_cell(place.label, place.label_mm * MM), told] if place.label else [told]
    field = matter.field(place.field)
    label = place.label or field.label
    told = value_cell(_told(place, field, matter, answers), width - place.label_mm * MM)
    return [label_cell(label, place.label_mm * MM), told]


def _told(place: Place, field: Field, matter: Matter, answers: Mapping[str, Any]) -> str:
    value = answers.get(field.key)
    if place.ticks or field.type == "bool":
        return answering.boxes(matter, field, value)
    return answering.said(matter, field, value)


def _filled(text: str, matter: Matter, answers: Mapping[str, Any]) -> str:
    """Fields in braces; what is not there leaves a line to write on, a signature or a day its white."""

    def word(brace: re.Match[str]) -> str:
        field = matter.field(brace[1])
        told = answering.said(matter, field, answers.get(field.key))
        white = {"signature": 5 * w.SPACE, "date": 2 * w.SPACE + w.DATE_BLANK, "textarea": " "}
        return told or white.get(field.type, w.TO_WRITE_ON)

    return _BRACE.sub(word, text)


def _table(place: Place, matter: Matter, answers: Mapping[str, Any], width: float) -> list[Ruled]:
    field = matter.field(place.table)
    given = answering.rows_of(answers.get(field.key))
    rows = [[answering.said(matter, column, row.get(column.key)) for column in field.columns] for row in given]
    rows += [["" for _ in field.columns] for _ in range(place.least - len(rows))]
    return table_rows([column.label for column in field.columns], rows, width)


def _signed(key: str, matter: Matter, answers: Mapping[str, Any], width: float) -> list[Ruled]:
    """Every member with a place to sign: nobody may be left out (standards.md §13)."""
    members = answering.rows_of(answers.get(key))
    columns = [column for column in matter.field(key).columns if column.key in ("name", "relation", "id_no")]
    rows = [[answering.said(matter, column, row.get(column.key)) for column in columns] for row in members]
    rows += [["" for _ in columns] for _ in range(LEAST_TO_SIGN - len(rows))]
    heads = [*(column.label for column in columns), w.SIGN_HERE, w.SIGNED_ON.replace(w.SPACE, "")]
    told = table_rows(heads, [[*row, 9 * w.SPACE, 5 * w.SPACE] for row in rows], width)
    return [told[0], *(Ruled(row.cells, 12 * MM) for row in told[1:])]


def _keys(band: Band) -> set[str]:
    places = [place for line in band.rows for place in line.cells]
    named = {place.field or place.table for place in places} - {""}
    texts = {key for place in places for key in _BRACE.findall(place.text)}
    return named | texts | set(_BRACE.findall(band.said))
