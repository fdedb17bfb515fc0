"""What a clerk states for a document, turned into its facts; and a document's facts turned back into plain values.

A fact has a dotted name (`remedy.court`). What is typed may be plain text (`20261201`, `10`, one line for each row,
its columns parted by `/`) or a JSON value of the same shape as the fact.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from kiosk.app.documents import Document, DocumentKind
from kiosk.app.documents.words import COLUMNS

D = TypeVar("D")
Shape = Any  # a class of facts, or the type of one fact
_NO, _YES = ("no", "false", "0", "n"), ("yes", "true", "1", "y")
_PARTED = "/"


class NotAFact(ValueError):
    """What was stated cannot be this fact. `path` names the fact, `sort` what it should be (see `sort_of`)."""

    def __init__(self, path: str, sort: str) -> None:
        super().__init__(f"{path}: no {sort}")
        self.path = path
        self.sort = sort


@cache
def shape_of(kind: DocumentKind) -> type[Any]:
    """Which shape of facts a kind of document has."""
    shapes: Mapping[DocumentKind, type[Any]] = {
        shape.kind: shape for shape in get_args(Document) if isinstance(getattr(shape, "kind", None), DocumentKind)
    }
    by_field = {"wanted": (DocumentKind.TOLD_AT_ONCE, DocumentKind.SUPPLEMENT)}
    for shape in get_args(Document):
        names = {one.name for one in fields(shape)}
        if "kind" in names and kind in (by_field["wanted"] if "wanted" in names else _OVERSIGHT):
            found: type[Any] = shape
            return found
    return shapes[kind]


_OVERSIGHT = (DocumentKind.BAD_REVIEW, DocumentKind.COMPLAINT, DocumentKind.URGED)


def stated(paper: D, facts: Mapping[str, object], under: str = "") -> D:
    """The same paper with these facts instead of its own. Raises `NotAFact`, naming the fact, for what does not fit."""
    mine: Shape = type(paper)
    shapes = _hints(mine)
    changed: dict[str, Any] = {}
    for name, value in _gathered(facts).items():
        path = f"{under}{name}"
        if name not in shapes or path in ("kind", "heading"):
            raise NotAFact(path, "fact")
        now = getattr(paper, name)
        if value in ("", None) and not _may_be_empty(shapes[name]):
            continue  # nothing was said: it stays as it is, and whoever asks for it asks again
        nested = is_dataclass(now) and isinstance(value, Mapping)
        changed[name] = stated(now, value, f"{path}.") if nested else _read(shapes[name], value, path)  # type: ignore[arg-type]
    made: D = replace(paper, **changed)  # type: ignore[type-var]
    return made


def plain(value: object) -> Any:
    """Facts as JSON values: dates as ISO 8601, choices by their value."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def told(kind: DocumentKind, facts: Mapping[str, object]) -> Document:
    """The document that `plain` told of. Raises `NotAFact` when it is none of this kind."""
    shape: Shape = shape_of(kind)
    paper: Document = _read(shape, {**facts} | ({"kind": kind.value} if "kind" in _hints(shape) else {}), "")
    return paper


def typed(value: object, path: str = "") -> str:
    """A fact as it would be typed: one line for each row, its columns parted."""
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        if path not in COLUMNS:
            return " ".join(typed(one) for one in value)
        names = COLUMNS[path]
        return "\n".join(f" {_PARTED} ".join(typed(getattr(row, name)) for name in names).rstrip(" /") for row in value)
    if isinstance(value, bool):
        return _YES[0] if value else _NO[0]
    return str(plain(value))


def fact(paper: object, path: str) -> object:
    """The fact at a dotted name."""
    for name in path.split("."):
        paper = getattr(paper, name)
    return paper


def sort_of(kind: DocumentKind, path: str) -> str:
    """What a fact is: date, number, choice, choices, rows or text."""
    shape: Shape = shape_of(kind)
    for name in path.split("."):
        shape = _hints(shape)[name]
        shape = _needed(shape)
    if _is_rows(shape):
        return "rows" if is_dataclass(get_args(shape)[0]) else "choices"
    return _SORTS.get(shape, "choice" if issubclass(shape, StrEnum) else "text")


def _gathered(facts: Mapping[str, object]) -> dict[str, object]:
    """Dotted names gathered under their first part."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        first, _, rest = name.partition(".")
        if rest:
            found[first] = {**found.get(first, {}), rest: value}
        else:
            found[name] = value
    return found


def _read(shape: Shape, value: Any, path: str) -> Any:
    if value is None or value == "":
        return _nothing(shape, path)
    shape = _needed(shape)
    if _is_rows(shape):
        return _rows(get_args(shape)[0], value, path)
    if is_dataclass(shape):
        return _record(shape, value, path)
    try:
        return _single(shape, value)
    except (TypeError, ValueError):
        raise NotAFact(path, _SORTS.get(shape, "choice" if issubclass(shape, StrEnum) else "text")) from None


def _nothing(shape: Shape, path: str) -> Any:
    if type(None) in get_args(shape):
        return None
    if shape is str:
        return ""
    if _is_rows(shape):
        return ()
    raise NotAFact(path, _SORTS.get(shape, "choice"))


def _may_be_empty(shape: Shape) -> bool:
    return shape is str or _is_rows(shape) or type(None) in get_args(shape)


def _rows(shape: Shape, value: Any, path: str) -> tuple[Any, ...]:
    if isinstance(value, str):
        parts = value.splitlines() if path in COLUMNS else value.replace(",", " ").split()
        value = [_columns(line, path) if path in COLUMNS else line for line in parts if line.strip()]
    if not isinstance(value, (list, tuple)):
        raise NotAFact(path, "rows")
    return tuple(_read(shape, one, path) for one in value)


def _columns(line: str, path: str) -> dict[str, str]:
    """One typed row: the columns in their order; those that are not typed keep what they are without."""
    parts = [part.strip() for part in line.replace("\uff0f", _PARTED).split(_PARTED)]
    return {name: part for name, part in zip(COLUMNS[path], parts, strict=False) if part}


def _record(shape: Shape, value: Any, path: str) -> Any:
    """A record from its columns; a column of text that is not given is empty."""
    hints = _hints(shape)
    if not isinstance(value, Mapping) or any(name not in hints for name in value):
        raise NotAFact(path, "rows")
    under = f"{path}." if path else ""
    given = {name: _read(hints[name], one, f"{under}{name}") for name, one in value.items()}
    empty: dict[str, Any] = {name: "" for name, hint in hints.items() if hint is str}
    empty |= {name: None for name, hint in hints.items() if type(None) in get_args(hint)}
    try:
        return shape(**{name: empty[name] for name in empty if not _has_default(shape, name)} | given)
    except TypeError:
        raise NotAFact(path, "rows") from None


def _has_default(shape: Shape, name: str) -> bool:
    from dataclasses import MISSING

    return next(one for one in fields(shape) if one.name == name).default is not MISSING


def _single(shape: Shape, value: Any) -> Any:
    if shape is bool:
        return _truth(value)
    if shape is int:
        number = int(str(value).strip())
        if isinstance(value, (bool, float)) or not 0 <= number < 10_000:
            raise ValueError(value)
        return number
    if shape is datetime:
        return datetime.fromisoformat(str(value))
    if shape is date:
        return date.fromisoformat(str(value).strip())
    if not isinstance(value, str):
        raise TypeError(value)
    return value.strip() if shape is str else shape(value.strip())


def _truth(value: object) -> bool:
    said = str(value).strip().lower()
    if said not in _YES + _NO:
        raise ValueError(value)
    return said in _YES


def _is_rows(shape: Shape) -> bool:
    return _origin(shape) is tuple


def _origin(shape: Shape) -> Any:
    return get_origin(shape)


def _needed(shape: Shape) -> Any:
    """`X` of `X | None`."""
    if _origin(shape) in (Union, UnionType):
        return next(one for one in get_args(shape) if one is not type(None))
    return shape


@cache
def _hints(shape: Shape) -> dict[str, Any]:
    named = {one.name for one in fields(shape)}
    return {name: hint for name, hint in get_type_hints(shape).items() if name in named}


_SORTS: Mapping[Any, str] = {date: "date", datetime: "moment", int: "number", bool: "choice", str: "text"}
