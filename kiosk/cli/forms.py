"""Commands of the catalogue: list, show, example, check."""

from argparse import Namespace
from typing import Any

import msgspec

import forms
from kiosk.cli.answer import REFUSED, Answer
from kiosk.cli.words import FORMS_FINE, FORMS_LINE
from kiosk.domain.refusals import MatterUnknown, Refusal


def listed(_: Namespace) -> Answer:
    """All matters: [{"matter", "name", "category", "version"}]."""
    catalogue = forms.Catalogue.shipped()
    names = {c.code: c.name for c in catalogue.categories()}
    rows = [
        {"matter": m.code, "name": m.name, "category": names[m.category], "version": m.version, "mode": m.mode.value}
        for m in catalogue.matters()
    ]
    return Answer(rows, [FORMS_LINE.format(**row) for row in rows])


def shown(given: Namespace) -> Answer:
    """One matter whole, as its definition has it."""
    matter = _matter(given.matter)
    plain: dict[str, Any] = msgspec.to_builtins(matter, builtin_types=())
    text = msgspec.json.format(msgspec.json.encode(matter), indent=2).decode()
    return Answer(plain, text.splitlines())


def example(given: Namespace) -> Answer:
    """The filled-in example (填写示范), as `case accept` takes it; `--branch N` another one, from 1."""
    matter = _matter(given.matter)
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


def _matter(code: str) -> forms.Matter:
    try:
        return forms.Catalogue.shipped().matter(code)
    except forms.UnknownMatter:
        raise MatterUnknown(code) from None
