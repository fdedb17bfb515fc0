"""The form sheet put together again: sections, common blocks with their changes, fields, and columns of tables."""

from collections.abc import Callable

from forms.sources import Table
from forms.spreadsheet.built import Built
from forms.spreadsheet.layout import columns
from forms.spreadsheet.naming import key_of
from forms.spreadsheet.reading import Written
from forms.spreadsheet.words import SHEETS


def sections_of(built: Built, lines: list[Written], initials: Callable[[str], str]) -> list[Table]:
    sections: list[Table] = []
    keys: dict[str, set[str]] = {"": set()}
    for line in lines:
        values = dict(line.values)
        if "block" in values:
            head = {"block": values["block"]}
            sections.append(head | ({"title": values["section"]} if "section" in values else {}))
            built.keep(f"form.sections.{len(sections) - 1}", line)
        elif "section" in values:
            sections.append({"title": values.pop("section"), "fields": []})
            built.keep(f"form.sections.{len(sections) - 1}", line)
            if "label" in values:
                _field(built, sections, line, values, keys, initials)
        elif not sections:
            built.faults.append(line.fault("no_section", "section"))
        elif "action" in values:
            _change(built, sections, line, values)
        else:
            _field(built, sections, line, values, keys, initials)
    return sections


def _change(built: Built, sections: list[Table], line: Written, values: Table) -> None:
    action, key, section = values.pop("action"), values.pop("key", ""), sections[-1]
    if "block" not in section or not key:
        built.faults.append(line.fault("no_block", "key", given=key))
    elif action == "drop":
        section.setdefault("drop", []).append(key)
    else:
        section.setdefault("override", {})[key] = values
    built.keep(f"form.sections.{len(sections) - 1}.override.{key}", line)


def _field(
    built: Built,
    sections: list[Table],
    line: Written,
    values: Table,
    keys: dict[str, set[str]],
    initials: Callable[[str], str],
) -> None:
    for needed in ("label", "type"):
        if needed not in values:
            heading = next(one.heading for one in columns("form") if one.key == needed)
            if not any(one.sheet == SHEETS["form"] and one.cell == line.cell(needed) for one in built.faults):
                built.faults.append(line.fault("needed", needed, name=heading))
    table = values.pop("table", "")
    place = f"form.sections.{len(sections) - 1}.fields"
    fields = sections[-1].get("fields")
    if fields is None:
        built.faults.append(line.fault("no_section", "section"))
        return
    if table:
        owner = next((nth for nth, one in enumerate(fields) if "columns" in one and _is_called(one, table)), None)
        if owner is None:
            built.faults.append(line.fault("no_table", "table", given=table))
            return
        table = fields[owner]["key"]
        place, fields = f"{place}.{owner}.columns", fields[owner]["columns"]
    known = keys.setdefault(table, set())
    if "key" not in values:
        values["key"] = key_of(values.get("label", ""), known, initials)
    elif values["key"] in known:
        built.faults.append(line.fault("twice", "key", given=values["key"]))
    known.add(values["key"])
    if values.get("type") == "table":
        values["columns"] = []
        keys[values["key"]] = set()
    fields.append(values)
    built.keep(f"{place}.{len(fields) - 1}", line)


def _is_called(field: Table, name: str) -> bool:
    """A table may be named by its key or by what it is called."""
    return name in (field.get("key"), field.get("label"))
