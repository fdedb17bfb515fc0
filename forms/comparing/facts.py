"""What a definition says, fact by fact in plain words, so that two versions or two centres can be laid side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.comparing.words import say
from forms.shapes import Field, Matter, Option
from forms.spreadsheet.words import GUIDE, HEADINGS, LABELS

_LIMITS = ("text", "days", "unit", "batch", "extendable")
_STEPS = ("name", "actor", "level", "days", "unit", "counts_in_limit", "output")
_PAPERS = ("name", "originals", "copies", "collect", "source", "mandatory", "tolerable", "shareable", "share_source")
_PLEDGES = ("pledgeable", "pledge_basis", "proves", "checking", "check_days")
_FIELDS = ("label", "type", "required", "hint", "unit", "max_length", "minimum", "maximum", "kind", "code_set")
_FIELDS_TOO = ("default", "auto", "derived", "visible_if", "filled_by")
_RULES = ("severity", "expr", "field", "message", "sentence", "basis")
_GUIDE = {
    "implementing_body": "guide.implementing_body",
    "accept_at": "guide.accept_at",
    "applicant_kind": "guide.applicant_kind",
    "conditions": "guide.conditions",
    "fee_charged": "guide.fee.charged",
    "fee": "guide.fee.text",
    "result": "guide.result.name",
    "proxy": "guide.proxy.mode",
    "proxy_note": "guide.proxy.note",
    "publicity_where": "guide.publicity.where",
    "publicity_period": "guide.publicity.period",
    "tolerance_allowed": "guide.tolerance.allowed",
    "tolerance": "guide.tolerance.what",
    "tolerance_limit": "guide.tolerance.limit",
    "special_procedure": "guide.special_procedure",
    "season": "guide.season",
    "notes": "guide.notes",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a definition speaks of: a paper, a clock, a question. `part` is guide, limits, steps, papers,
    form, rules or choices; `said` what is said of it, by heading."""

    part: str
    key: str
    label: str
    said: Mapping[str, str]


def entries(matter: Matter) -> dict[tuple[str, str], Entry]:
    """All of a matter by (part, key), in the order of the definition."""
    return {(one.part, one.key): one for one in _entries(matter)}


def _entries(matter: Matter) -> Iterator[Entry]:
    yield _entry("guide", "name", say("fact_name"), {GUIDE["name"][0]: matter.name})
    yield _entry("guide", "mode", GUIDE["mode"][0], {GUIDE["mode"][0]: LABELS["mode"][matter.mode]})
    for key, path in _GUIDE.items():
        yield _entry("guide", key, GUIDE[path][0], {GUIDE[path][0]: _text(key, getattr(matter.guide, key))})
    for key, label in LABELS["clock"].items():
        yield _entry("limits", key, label, _said("limits", getattr(matter.limits, key), _LIMITS))
    for step in matter.steps:
        yield _entry("steps", str(step.seq), step.name, _said("steps", step, _STEPS))
    for paper in matter.materials:
        said = _said("papers", paper, _PAPERS + (_PLEDGES if paper.pledgeable else ()))
        yield _entry("papers", paper.id, paper.name, said)
    for field in matter.fields:
        yield from _field("", field)
    for rule in matter.rules:
        yield _entry("rules", rule.id, rule.message, _said("rules", rule, _RULES))
    for code_set in matter.code_sets.values():
        yield from (_option(code_set.id, code_set.name, option) for option in code_set.options)


def _field(table: str, field: Field) -> Iterator[Entry]:
    key = f"{table}.{field.key}".lstrip(".")
    usual = {"derived": not field.auto, "filled_by": field.filled_by == "applicant"}
    said = _said("form", field, tuple(one for one in _FIELDS + _FIELDS_TOO if not usual.get(one)))
    yield _entry("form", key, field.label, said)
    for column in field.columns:
        yield from _field(key, column)


def _option(key: str, name: str, option: Option) -> Entry:
    label = say("fact_option", table=name, label=option.label)
    return _entry("choices", f"{key}.{option.code}", label, {HEADINGS["choices"]["label"][0]: option.label})


def _entry(part: str, key: str, label: str, said: Mapping[str, str]) -> Entry:
    return Entry(part, key, label, {heading: text for heading, text in said.items() if text})


def _said(sheet: str, one: Any, keys: tuple[str, ...]) -> dict[str, str]:
    return {HEADINGS[sheet][key][0]: _text(key, getattr(one, key)) for key in keys}


def _text(key: str, value: Any) -> str:
    """A value as a person reads it; empty for what is not said."""
    if isinstance(value, bool):
        return LABELS["yes"]["true"] if value else ""
    if isinstance(value, (tuple, list)):
        return "; ".join(map(str, value))
    return "" if value is None else LABELS.get(key, {}).get(str(value), str(value))
