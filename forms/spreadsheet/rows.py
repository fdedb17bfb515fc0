"""A definition taken apart into the lines of the workbook, sheet by sheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forms.sources import Table
from forms.spreadsheet.words import GUIDE

Line = dict[str, Any]  # by the key of the column; the values are those of the definition


def rows_of(
    table: Mapping[str, Any], code_sets: Mapping[str, Table], labels: Mapping[str, str]
) -> dict[str, list[Line]]:
    """The lines of each sheet. `code_sets` are those to be shown, `labels` the names of fields by key."""
    return {
        "guide": [{"item": key, "value": at(table, key)} for key in GUIDE],
        "basis": list(table["guide"]["legal_basis"]),
        "limits": [{"clock": clock, **limit} for clock, limit in table["limits"].items()],
        "steps": list(table["process"]["steps"]),
        "papers": list(table["papers"]["materials"]),
        "form": list(_form(table["form"]["sections"])),
        "rules": list(table.get("rules", ())),
        "choices": list(_choices(code_sets)),
        "example": [{**line, "label": labels.get(line.get("key", ""))} for line in _examples(table["example"])],
    }


def at(table: Mapping[str, Any], path: str) -> Any:
    """What stands at a dotted path, None where nothing does."""
    found: Any = table
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _form(sections: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    for section in sections:
        yield {"section": section.get("title"), "block": section.get("block")}
        for key in section.get("drop", ()):
            yield {"action": "drop", "key": key}
        for key, changes in section.get("override", {}).items():
            yield {"action": "override", "key": key, **changes}
        for field in section.get("fields", ()):
            yield {key: value for key, value in field.items() if key != "columns"}
            yield from ({"table": field["key"], **column} for column in field.get("columns", ()))


def _choices(code_sets: Mapping[str, Table]) -> Iterator[Line]:
    for code_set in code_sets.values():
        head = {key: code_set.get(key) for key in ("id", "name", "standard", "confidence", "note")}
        for option in code_set["options"]:
            yield {**head, **option}
            head = {}


def _examples(example: Mapping[str, Any]) -> Iterator[Line]:
    yield from _example("", example)
    for branch in example.get("branches", ()):
        yield from _example(branch["name"], branch)


def _example(name: str, example: Mapping[str, Any]) -> Iterator[Line]:
    head: Line = {"branch": name}
    if example.get("on"):
        yield {**head, "part": "on", "value": example["on"]}
    for key in example.get("drop", ()):
        yield {**head, "part": "drop", "key": key}
    for key, value in example.get("answers", {}).items():
        line = {**head, "part": "answers", "key": key}
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for nth, row in enumerate(value, 1):
                yield from ({**line, "row": nth, "column": column, "value": one} for column, one in row.items())
        else:
            yield {**line, "value": value}
    for key, way in example.get("materials", {}).items():
        yield {**head, "part": "materials", "key": key, "value": way}
