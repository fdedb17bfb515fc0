"""Judging a filled-in form: `check` takes what was typed so far and tells what it comes to and what is wrong.

Pure: the same answers, day, parameters and stage always give the same outcome, and no JSON value makes it raise. A
half-filled form is the normal case, since it is asked at every key stroke.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from forms.answers import Checked, Problem
from forms.shapes import Matter


def check(
    matter: Matter,
    raw: Mapping[str, object],
    *,
    on: date,
    params: Mapping[str, object] | None = None,
    stage: str = "window",
) -> Checked:
    """What the answers come to on a day, and every fault by field, in the order of the sheet.

    `raw` is any JSON object keyed by field (a key `materials` is passed over); `params` override the catalogue's
    defaults by key, None meaning unset. `stage` is window, village, township or county: who may answer now. Raises
    ValueError for another stage, nothing else.
    """
    from forms.interpreter import check as interpret  # simpleeval costs ten milliseconds before the first screen

    return interpret(matter, raw, on=on, params=params, stage=stage)


def check_files(paths: Iterable[Path | str] = ()) -> list[Problem]:
    """Every problem of the definition files named, or of all shipped ones; an empty list when there is none.

    Shape (the JSON Schema), then sense: unknown code sets and fields, keys that occur twice, expressions outside the
    language, forbidden catch-all papers, an example that does not pass. A file is judged against the shipped blocks,
    code sets and parameters and those of the source folder it lies in. Never raises for what a file holds.
    """
    from forms.audit import check_files as audit  # jsonschema is for those who write definitions

    return audit(paths)
