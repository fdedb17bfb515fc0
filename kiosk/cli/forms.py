"""Commands of the catalogue: list, show, example, check."""

from argparse import Namespace
from pathlib import Path
from typing import Any

import msgspec

import forms
from kiosk.cli.answer import REFUSED, Answer
from kiosk.cli.words import FORMS_FINE, FORMS_LINE, XLSX_BAD, XLSX_FAULT, XLSX_FINE, XLSX_WRITTEN
from kiosk.domain.refusals import MatterUnknown, Refusal, Trouble


def listed(given: Namespace) -> Answer:
    """All matters: [{"matter", "name", "category", "version"}]."""
    catalogue = _catalogue(given)
    names = {c.code: c.name for c in catalogue.categories()}
    rows = [
        {"matter": m.code, "name": m.name, "category": names[m.category], "version": m.version, "mode": m.mode.value}
        for m in catalogue.matters()
    ]
    return Answer(rows, [FORMS_LINE.format(**row) for row in rows])


def shown(given: Namespace) -> Answer:
    """One matter whole, as its definition has it."""
    matter = _matter(given)
    plain: dict[str, Any] = msgspec.to_builtins(matter, builtin_types=())
    text = msgspec.json.format(msgspec.json.encode(matter), indent=2).decode()
    return Answer(plain, text.splitlines())


def example(given: Namespace) -> Answer:
    """The filled-in example (填写示范), as `case accept` takes it; `--branch N` another one, from 1."""
    matter = _matter(given)
    if not 0 <= given.branch <= len(matter.branches):
        names = [f"{nth} {one.name}" for nth, one in enumerate(matter.branches, 1)]
        raise Refusal("branch_unknown", matter=matter.code, given=given.branch, names=", ".join(names))
    one = matter.branches[given.branch - 1] if given.branch else matter.example
    value = dict(one.answers) | {"materials": dict(one.materials)}
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return Answer(value, text.splitlines())


def checked(given: Namespace) -> Answer:
    """Definitions against the schema and against themselves: {"ok", "checked", "problems"}, of all shipped ones
    when no file is named."""
    problems = [f"{p.file} {p.place}: {p.sentence}" for p in forms.check_files(given.files)]
    count = len(given.files) or len(forms.Catalogue.shipped().matters())
    value = {"ok": not problems, "checked": count, "problems": problems}
    return Answer(value, problems or [FORMS_FINE.format(count=count)], REFUSED if problems else 0)


def exported(given: Namespace) -> Answer:
    """A matter as a workbook that an official can fill in: {"matter", "file"}."""
    from forms.spreadsheet import Workbooks  # brings openpyxl and the audit: nothing else here needs them

    path = Path(given.out or f"{given.matter}.xlsx")
    try:
        content = Workbooks(_folders(given)).exported(given.matter)
    except forms.UnknownMatter:
        raise MatterUnknown(given.matter) from None
    try:
        path.write_bytes(content)
    except OSError as cause:
        raise Trouble("file_unwritten", path=path, reason=cause.strerror or cause) from cause
    return Answer({"matter": given.matter, "file": str(path)}, [XLSX_WRITTEN.format(path=path)])


def imported(given: Namespace) -> Answer:
    """What a workbook holds, with every fault by sheet and cell: {"ok", "matter", "version", "files", "faults"}.

    Without faults and with `--out` the definition is written into that folder, else nothing is.
    """
    from forms.spreadsheet import Workbooks, saved

    try:
        content = Path(given.file).read_bytes()
    except OSError as cause:
        raise Refusal("workbook_unreadable", path=given.file, reason=cause.strerror or cause) from None
    done = Workbooks(_folders(given)).imported(content)
    files: list[Path] = []
    faults = list(done.faults)
    if given.out and not faults:
        try:
            files, faults = saved(done, Path(given.out))
        except OSError as cause:
            raise Trouble("file_unwritten", path=given.out, reason=cause.strerror or cause) from cause
    told = [{"sheet": one.sheet, "cell": one.cell, "sentence": one.sentence} for one in faults]
    value = {
        "ok": not faults,
        "matter": done.table.get("code", ""),
        "version": done.table.get("version"),
        "files": [str(path) for path in files],
        "faults": told,
    }
    if faults:
        lines = [XLSX_FAULT.format(**one) for one in told]
        return Answer(value, [*lines, XLSX_BAD.format(count=len(told))], REFUSED)
    name = done.table["name"]
    return Answer(value, [XLSX_FINE.format(name=name, **value), *(XLSX_WRITTEN.format(path=one) for one in files)])


def _folders(given: Namespace) -> list[Path]:
    """The folder of the county's own matters, where there is one already."""
    return [Path(given.own)] if given.own else []


def _catalogue(given: Namespace) -> forms.Catalogue:
    """The catalogue of the station whose data directory this is, with what its county has added; else the shipped."""
    from kiosk.settings import read_settings
    from kiosk.wiring.house import CATALOGUE, house

    if not (read_settings(given.data).data / CATALOGUE).is_dir():
        return forms.Catalogue.shipped()
    with house(given.data, given.staff) as desks:
        return desks.catalogue.book()


def _matter(given: Namespace) -> forms.Matter:
    from kiosk.app.joint_offer import any_matter

    try:
        return any_matter(_catalogue(given), given.matter)
    except forms.UnknownMatter:
        raise MatterUnknown(given.matter) from None
