"""The sample sheet put together again: the main sample and those of the branches, each answer of its field's type."""

from collections.abc import Iterator
from typing import Any

from forms.reading import MOST_ROWS
from forms.sources import Table
from forms.spreadsheet.built import Built
from forms.spreadsheet.cells import Wrong, meant
from forms.spreadsheet.layout import columns
from forms.spreadsheet.naming import Names
from forms.spreadsheet.reading import SheetFault, Written
from forms.spreadsheet.words import SHEETS


def sample_of(built: Built, lines: list[Written], names: Names) -> Table:
    main: Table = {"on": "", "answers": {}, "materials": {}}
    branches: dict[str, Table] = {}
    for line in lines:
        name = line.values.get("branch", "")
        example = branches.setdefault(name, {"name": name}) if name else main
        branch = f"branches.{list(branches).index(name)}." if name else ""
        if name:
            built.cells.setdefault(f"example.{branch}".rstrip("."), (SHEETS["example"], line.cell("branch")))
        for place, value in _told(built, line, example, names):
            built.cells[f"example.{branch}{place}"] = (SHEETS["example"], line.cell(value))
    return main | ({"branches": list(branches.values())} if branches else {})


def _told(built: Built, line: Written, example: Table, names: Names) -> Iterator[tuple[str, str]]:
    """Put one line of the sample in its place: (place in the sample, column of the cell to blame)."""
    part, key, value = (line.values.get(one) for one in ("part", "key", "value"))
    if part == "on":
        example["on"] = value or ""
        yield "on", "value"
    elif part is None or key is None:
        built.faults.append(line.fault("needed", "key", name=columns("example")[2].heading))
    elif part == "drop":
        example.setdefault("drop", []).append(key)
    else:
        row, column = line.values.get("row"), line.values.get("column", "")
        kind = "handed" if part == "materials" else names.types.get(f"{key}.{column}" if column else key, "")
        if not kind:
            built.faults.append(line.fault("no_field", "column" if column else "key", given=column or key))
            return
        try:
            settled: Any = names.way(value) if kind == "handed" else meant(kind, value)
        except Wrong as wrong:
            built.faults.append(SheetFault(SHEETS["example"], line.cell("value"), str(wrong)))
            return
        answers = example.setdefault(part, {})
        place = f"{part}.{key}"
        if column:
            nth = max(1, min(int(row or 1), MOST_ROWS))
            rows = answers.setdefault(key, [])
            rows += [{} for _ in range(len(rows), nth)]
            rows[nth - 1][column] = settled
            yield f"{place}[{nth - 1}].{column}", "value"
        else:
            answers[key] = [] if kind == "table" else settled
        yield place, "value"
