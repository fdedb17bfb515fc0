"""A definition as TOML text, in the manner of the shipped ones: short tables on one line, long ones with headings."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEADED = frozenset(("sections", "rules", "branches", "code_sets"))  # lists whose entries have headings of their own


def toml_text(table: Mapping[str, Any]) -> str:
    """The TOML text of a table; tomllib gives the same table back."""
    return "\n".join(_lines(table, "")).strip() + "\n"


def _lines(table: Mapping[str, Any], path: str) -> Iterator[str]:
    below = {key: value for key, value in table.items() if _has_heading(key, value, path)}
    for key, value in table.items():
        if key not in below:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in below.items():
        place = f"{path}.{_key(key)}".lstrip(".")
        for one in value if isinstance(value, list) else (value,):
            yield ""
            yield f"[[{place}]]" if isinstance(value, list) else f"[{place}]"
            yield from _lines(one, place)


def _has_heading(key: str, value: Any, path: str) -> bool:
    """Parts of the definition and long lists have headings; a fee or a limit stands on one line."""
    if isinstance(value, list):
        return key in _HEADED and bool(value) and isinstance(value[0], Mapping)
    return isinstance(value, Mapping) and (not path or path.startswith("example"))


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        if any(isinstance(one, Mapping) or len(str(one)) > 30 for one in value):
            return "[\n" + "".join(f"  {_value(one)},\n" for one in value) + "]"
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
