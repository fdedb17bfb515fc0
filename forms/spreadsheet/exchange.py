"""A matter out to a workbook, and a workbook back to a definition with every fault by sheet and cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from forms.audit import table_faults
from forms.catalogue import UnknownMatter
from forms.compile import initials_maker
from forms.folders import Folder
from forms.sources import Sources, Table, read_sources
from forms.spreadsheet.building import build
from forms.spreadsheet.built import Built
from forms.spreadsheet.naming import Names
from forms.spreadsheet.reading import SheetFault, read
from forms.spreadsheet.rows import rows_of
from forms.spreadsheet.tomls import toml_text
from forms.spreadsheet.words import SHEETS, say

_OFFICIAL = {"guide.task_type": "task_type", "guide.level": "use_level", "guide.project_type": "project_type"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What a workbook came to: the definition and its own code sets (good only without faults), and the faults."""

    table: Table
    code_sets: tuple[Table, ...]
    faults: tuple[SheetFault, ...]

    @property
    def ok(self) -> bool:
        """Nothing is wrong: it may be saved and taken over."""
        return not self.faults


class Workbooks:
    """Matters as workbooks: what goes out and comes in, by the shipped definitions and a county's own.

    `folders` are sources beside the shipped ones. Raises BadSource for one that cannot be read.
    """

    def __init__(self, folders: Sequence[Folder] = ()) -> None:
        home = files("forms")
        self._shipped = read_sources([home]).code_sets
        self._sources = read_sources([home, *folders])
        self._initials = initials_maker()

    def exported(self, code: str, version: int | None = None) -> bytes:
        """The .xlsx of a matter, the newest version unless one is named. Raises UnknownMatter.

        The choices that it shows are those that are not shipped.
        """
        from forms.spreadsheet.writing import written

        sources = self._sources
        known = sorted(one for own, one in sources.definitions if own == code)
        wanted = version if version is not None else known[-1] if known else 0
        if (code, wanted) not in sources.definitions:
            raise UnknownMatter(code, version)
        table = sources.definitions[code, wanted]
        names = Names(table["form"]["sections"], sources.blocks)
        own = {key: one for key, one in _used(table, sources).items() if self._shipped.get(key) != one}
        labels = {key: names.label_of(key) for key in names.types} | {
            one["id"]: one["name"] for one in table["papers"]["materials"]
        }
        return written(rows_of(table, own, labels), _offers(sources, table))

    def imported(self, content: bytes) -> Imported:
        """The definition that a workbook holds, and everything that is wrong with it. Never raises for that."""
        pages = read(content)
        if not pages.lines:
            return Imported({}, (), tuple(pages.faults))
        built = build(pages, self._sources, self._initials)
        own = [one for one in built.code_sets if one["id"] not in self._shipped]
        faults = [*built.faults, *self._changed(built)]
        if not faults:
            with_own = {**self._sources.code_sets, **{one["id"]: one for one in own}}
            problems = table_faults(built.table, replace(self._sources, code_sets=with_own))
            faults = [_fault(built, place, sentence) for place, sentence in problems]
        return Imported(built.table, tuple(own), tuple(faults))

    def _changed(self, built: Built) -> Iterator[SheetFault]:
        """Shipped code sets that the workbook has otherwise."""
        for code_set in built.code_sets:
            key = code_set["id"]
            if self._shipped.get(key, code_set) != code_set:
                sheet, cell = built.cells[f"choices.{key}"]
                yield SheetFault(sheet, cell, say("shipped_set", given=key))


def saved(done: Imported, folder: Path) -> tuple[list[Path], list[SheetFault]]:
    """Write a definition without faults into a source folder: the files, or why it may not be written there.

    A version that stands there with other content is never touched. Raises OSError.
    """
    code, version = done.table["code"], done.table["version"]
    wanted = {folder / "definitions" / code.lower() / f"{code}.v{version}.toml": toml_text(done.table)}
    if done.code_sets:
        wanted[folder / "codes" / f"{code.lower()}.toml"] = toml_text({"code_sets": list(done.code_sets)})
    definition, text = next(iter(wanted.items()))
    if definition.exists() and definition.read_text("utf-8") != text:
        return [], [SheetFault(SHEETS["guide"], "", say("published", code=code, version=version))]
    for path, content in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return list(wanted), []


def _used(table: Table, sources: Sources) -> dict[str, Table]:
    """The code sets that the matter's own fields choose from."""
    fields = [field for section in table["form"]["sections"] for field in section.get("fields", ())]
    keys = [one["code_set"] for field in fields for one in (field, *field.get("columns", ())) if "code_set" in one]
    return {key: sources.code_sets[key] for key in dict.fromkeys(keys) if key in sources.code_sets}


def _offers(sources: Sources, table: Table) -> dict[str, list[str]]:
    """The drop-downs that the catalogue fills."""
    categories = sorted(sources.categories.values(), key=lambda one: one["order"])
    coded = {
        path: [f"{one['code']} {one['label']}" for one in sources.code_sets[key]["options"]]
        for path, key in _OFFICIAL.items()
    }
    fields = [field["key"] for section in table["form"]["sections"] for field in section.get("fields", ())]
    return {
        **coded,
        "category": [f"{one['code']} {one['name']}" for one in categories],
        "form.code_set": [f"{one['id']} {one['name']}" for one in sorted(sources.code_sets.values(), key=_by_id)],
        "rules.field": fields,
    }


def _by_id(code_set: Table) -> Any:
    return code_set["id"]


def _fault(built: Built, place: str, sentence: str) -> SheetFault:
    """The cell of a place in the definition; of what it is part of, where it has none of its own."""
    while place and place not in built.cells:
        place = place.rpartition(".")[0]
    sheet, cell = built.cells.get(place, (SHEETS["guide"], ""))
    return SheetFault(sheet, cell, sentence)
