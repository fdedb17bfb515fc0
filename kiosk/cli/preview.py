"""The command that shows a definition before it is published, from an official's workbook or from its own file."""

import tomllib
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import forms
from kiosk.cli.answer import REFUSED, Answer
from kiosk.cli.parcels import read
from kiosk.cli.words import PREVIEW_FAULT, XLSX_BAD, XLSX_WRITTEN
from kiosk.domain.refusals import Refusal, Trouble


def preview(given: Namespace) -> Answer:
    """The form as a window shows it, with its short guide: on the screen, or as pictures in DIR: {"ok", "matter",
    "files", "faults": [{"where", "sentence"}]}. With faults, of a workbook by sheet and cell, nothing is shown."""
    path = Path(given.file)
    with TemporaryDirectory(prefix="weimin-preview-") as folder:
        beside = [Path(given.own)] if given.own else []
        own, faults = _source(path, Path(folder), beside)
        if faults:
            lines = [PREVIEW_FAULT.format(**one) for one in faults]
            return Answer({"ok": False, "faults": faults}, [*lines, XLSX_BAD.format(count=len(faults))], REFUSED)
        matter = _matter(path, [*beside, own])
    files = _shown(matter, given.out)
    value = {"ok": True, "matter": matter.code, "version": matter.version, "files": [str(one) for one in files]}
    return Answer(value | {"faults": []}, [XLSX_WRITTEN.format(path=one) for one in files])


def _shown(matter: forms.Matter, out: str) -> list[Path]:
    from kiosk.wiring.preview import photograph, show

    if not out:
        show(matter)
        return []
    try:
        return photograph(matter, Path(out))
    except OSError as cause:
        raise Trouble("file_unwritten", path=out, reason=cause.strerror or cause) from cause


def _source(path: Path, folder: Path, beside: list[Path]) -> tuple[Path, list[dict[str, Any]]]:
    """A folder with the definition in it, and what is wrong with it."""
    content = read(path)
    if path.suffix.lower() == ".toml":
        place = folder / "definitions" / "own" / path.name
        place.parent.mkdir(parents=True)
        place.write_bytes(content)
        home = next((one.parent for one in path.resolve().parents if one.name == "definitions"), None)
        found = forms.check_files([path if home else place])
        return (home or folder), [{"where": one.place, "sentence": one.sentence} for one in found]
    from forms.spreadsheet import Workbooks, saved

    done = Workbooks(beside).imported(content)
    faults = [{"where": f"{one.sheet} {one.cell}".strip(), "sentence": one.sentence} for one in done.faults]
    if not faults:
        saved(done, folder)
    return folder, faults


def _matter(path: Path, sources: list[Path]) -> forms.Matter:
    """The matter of the file, with the shipped definitions and those beside it."""
    written = path if path.suffix.lower() == ".toml" else next((sources[-1] / "definitions").rglob("*.toml"))
    table = tomllib.loads(written.read_text("utf-8"))
    try:
        return forms.Catalogue.from_sources([forms.shipped_folder(), *sources]).matter(table["code"], table["version"])
    except forms.BadSource as bad:
        raise Refusal("source_wrong", path=path, reason=bad) from bad
