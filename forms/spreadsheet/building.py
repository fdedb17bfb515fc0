"""The definition put together again from the lines of the workbook, remembering which cell each part came from."""

from collections.abc import Callable, Mapping
from typing import Any

from forms.sources import Sources, Table
from forms.spreadsheet.built import Built
from forms.spreadsheet.layout import Column, columns, guide_lines
from forms.spreadsheet.naming import Names
from forms.spreadsheet.reading import Pages, SheetFault, Written
from forms.spreadsheet.samples import sample_of
from forms.spreadsheet.sections import sections_of
from forms.spreadsheet.words import SHEETS, say

# Where a part of the definition is to be found as a whole, when no line of it can be blamed.
_PARTS = {
    "guide.legal_basis": "basis",
    "limits": "limits",
    "process": "steps",
    "papers": "papers",
    "form": "form",
    "rules": "rules",
    "example": "example",
}


def build(pages: Pages, sources: Sources, initials: Callable[[str], str]) -> Built:
    """The definition of what was read; the faults of `pages` come first in its own."""
    built = Built(faults=list(pages.faults), cells={place: (SHEETS[key], "A1") for place, key in _PARTS.items()})
    _guide(pages, built)
    table, code = built.table, str(pages.guide.get("code", ""))
    table["guide"]["legal_basis"] = _plain(built, pages.lines["basis"], "guide.legal_basis")
    table["limits"] = _limits(built, pages.lines["limits"])
    table["process"] = {"steps": _numbered(built, pages.lines["steps"], "process.steps", "seq", lambda nth: nth)}
    materials = _numbered(built, pages.lines["papers"], "papers.materials", "id", lambda nth: f"{code}-A{nth:02}")
    table["papers"] = {"materials": materials}
    for line, one in zip(pages.lines["papers"], materials, strict=True):
        built.cells[f"papers.{one['id']}"] = (SHEETS["papers"], line.cell("name"))
    table["form"]["sections"] = sections_of(built, pages.lines["form"], initials)
    for nth, section in enumerate(table["form"]["sections"]):
        if section.get("block", "") not in {"", *sources.blocks}:
            where = built.cells[f"form.sections.{nth}.block"]
            built.faults.append(SheetFault(*where, say("unknown_block", given=section["block"])))
    names = Names(table["form"]["sections"], sources.blocks)
    _named(built, names)
    rules = _numbered(built, pages.lines["rules"], "rules", "id", lambda nth: f"R{nth}")
    if rules:
        table["rules"] = rules
    _in_words(built, names)
    built.code_sets = _code_sets(built, pages.lines["choices"])
    table["example"] = sample_of(built, pages.lines["example"], names)
    _reckoned(table)
    return built


def _blank(line: Column) -> Any:
    """What it means that nothing was written in a line of the guide; None: it is left out."""
    if line.blank is None:
        return None
    return {"lines": [], "yes": line.blank == "true"}.get(line.kind, line.blank)


def _guide(pages: Pages, built: Built) -> None:
    table: Table = {"format": 1, "guide": {}, "form": {}}
    for line in guide_lines():
        built.cells[line.key] = (SHEETS["guide"], pages.guide_cells.get(line.key, "A1"))
        value = pages.guide.get(line.key, _blank(line))
        if value is None or (line.needed and line.key not in pages.guide):
            continue
        *above, last = line.key.split(".")
        part = table
        for key in above:
            part = part.setdefault(key, {})
        part[last] = value
    built.table = table


def _filled(line: Written) -> Table:
    """The entry of a line: what was typed, and what blank cells mean."""
    found = dict(line.values)
    for column in columns(line.sheet):
        if column.key not in found and column.blank is not None:
            blank: Any = int(column.blank) if column.kind == "int" else column.blank
            found[column.key] = blank == "true" if column.kind == "yes" else blank
    return found


def _plain(built: Built, lines: list[Written], place: str) -> list[Table]:
    for nth, line in enumerate(lines):
        built.keep(f"{place}.{nth}", line)
    return [_filled(line) for line in lines]


def _numbered(built: Built, lines: list[Written], place: str, key: str, name: Callable[[int], Any]) -> list[Table]:
    """Entries that have a number or key of their own, which is given to those that have none."""
    found = _plain(built, lines, place)
    seen: set[Any] = set()
    for nth, (line, entry) in enumerate(zip(lines, found, strict=True), 1):
        if key not in entry:
            entry[key] = next(made for more in range(nth, nth + 99) if (made := name(more)) not in seen)
        elif entry[key] in seen:
            built.faults.append(line.fault("twice", key, given=entry[key]))
        seen.add(entry[key])
    return found


def _limits(built: Built, lines: list[Written]) -> Table:
    found: Table = {}
    for line in lines:
        entry = {key: value for key, value in line.values.items() if key != "clock"}
        if not entry:
            continue
        clock = line.values.get("clock")
        if clock is None:
            built.faults.append(line.fault("needed", "clock", name=columns("limits")[0].heading))
            continue
        found[clock] = {"text": "", **entry}
        built.keep(f"limits.{clock}", line)
    return found


def _named(built: Built, names: Names) -> None:
    """Names in brackets inside the form: what shows a field and what fills it."""
    for section, part in enumerate(built.table["form"]["sections"]):
        for nth, one in enumerate(part.get("fields", ())):
            place = f"form.sections.{section}.fields.{nth}"
            _put_keys(built, names, one, place, ("visible_if", "auto", "document"))
            for column, inner in enumerate(one.get("columns", ())):
                _put_keys(built, names, inner, f"{place}.columns.{column}", ("visible_if", "auto"))
    applicant = built.table["form"].get("applicant", {})
    _put_keys(built, names, applicant, "form.applicant", tuple(applicant))


def _in_words(built: Built, names: Names) -> None:
    for nth, rule in enumerate(built.table.get("rules", ())):
        _put_keys(built, names, rule, f"rules.{nth}", ("expr", "field", "sentence"))


def _put_keys(built: Built, names: Names, entry: Table, place: str, keys: tuple[str, ...]) -> None:
    for key in keys:
        if isinstance(entry.get(key), str):
            entry[key], wrong = names.with_keys(entry[key])
            for fault, label in wrong:
                built.faults.append(SheetFault(*built.cells[f"{place}.{key}"], say(fault, given=label)))


def _code_sets(built: Built, lines: list[Written]) -> list[Table]:
    found: list[Table] = []
    for nth, line in enumerate(lines):
        values = _filled(line)
        if "id" in line.values:
            if any(before["id"] == values["id"] for before in found):
                built.faults.append(line.fault("twice", "id", given=values["id"]))
            head: Table = {
                key: values[key] for key in ("id", "name", "standard", "confidence", "note") if key in values
            }
            head.setdefault("name", values["id"])
            found.append({**head, "options": []})
            built.keep(f"choices.{values['id']}", line)
        if not found:
            built.faults.append(line.fault("no_set", "id"))
            return []
        option = {key: values.get(key, "") for key in ("code", "label")}
        if any(before["code"] == option["code"] for before in found[-1]["options"]):
            built.faults.append(line.fault("twice", "code", given=option["code"]))
        found[-1]["options"].append(option)
        built.keep(f"choices.{found[-1]['id']}.{nth}", line)
    return found


def _reckoned(table: Table) -> None:
    """What follows from the rest and was left blank: the tolerable papers, the days that count."""
    tolerance: Mapping[str, Any] = table["guide"].get("tolerance", {})
    if not tolerance.get("materials"):
        tolerable = [one["id"] for one in table["papers"]["materials"] if one["tolerable"]]
        table["guide"].setdefault("tolerance", {})["materials"] = tolerable
