"""The command of the fairness check: the same matter at several centres, laid side by side."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

import forms
from kiosk.app.catalogue import BundleRefused
from kiosk.cli.answer import Answer
from kiosk.cli.parcels import read
from kiosk.cli.words import XLSX_WRITTEN
from kiosk.domain.refusals import Refusal, Trouble


def compared(given: Namespace) -> Answer:
    """Folders and parcels, one a centre, against each other and nothing else: {"centres", "compared", "same",
    "differences": [{"matter", "name", "part", "label", "what", "said", "usual", "apart"}]}; also as a workbook."""
    report = forms.compare({name: _catalogue(Path(path)) for name, path in _named(given.sources).items()})
    rows = [
        {
            "matter": one.matter,
            "name": one.name,
            "part": one.part,
            "label": one.label,
            "what": one.what,
            "said": dict(one.said),
            "usual": one.usual,
            "apart": list(one.apart),
        }
        for one in report.differences
    ]
    lines = report.lines()
    if given.xlsx:
        _write(Path(given.xlsx), report)
        lines.append(XLSX_WRITTEN.format(path=given.xlsx))
    value = {"centres": list(report.centres), "compared": report.compared, "same": report.same, "differences": rows}
    return Answer(value, lines)


def _named(sources: list[str]) -> Mapping[str, str]:
    """Each centre by its name: `NAME=PATH`, else the file's own."""
    found: dict[str, str] = {}
    for given in sources:
        name, sign, path = given.partition("=")
        name, path = (name, path) if sign else (Path(given).stem or given, given)
        while name in found:
            name += "'"
        found[name] = path
    return found


def _catalogue(path: Path) -> forms.Catalogue:
    """The shipped definitions and those of a folder or a parcel, whoever signed it: it is only read."""
    try:
        if path.is_dir():
            return forms.Catalogue.from_sources([forms.shipped_folder(), path])
        bundle = forms.open_bundle(read(path), lambda *_: True)
        return forms.Catalogue.from_sources([forms.shipped_folder(), bundle.source])
    except forms.BadBundle as bad:
        raise BundleRefused(bad.key, str(bad), bad.faults) from bad
    except forms.BadSource as bad:
        raise Refusal("source_wrong", path=path, reason=bad) from bad


def _write(path: Path, report: forms.Fairness) -> None:
    from forms.comparing.workbook import fairness_workbook  # brings openpyxl: only here

    try:
        path.write_bytes(fairness_workbook(report))
    except OSError as cause:
        raise Trouble("file_unwritten", path=path, reason=cause.strerror or cause) from cause
