"""One matter in its plain, complete form: blocks put in, defaults spelled out, choices and parameters named.

What is compiled, hashed and signed is this form as JSON; `loading` makes the frozen Matter of it.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from forms.folders import BadSource
from forms.index import dumps
from forms.sources import Sources, Table, with_blocks
from forms.words import say

_PARAM = re.compile(r"""param\(\s*['"]([^'"]+)['"]""")
_CLOCKS = ("legal", "commit", "accept", "supplement", "publicity", "deliver")
Initials = Callable[[str], str]


def canonical(table: Mapping[str, Any], sources: Sources, initials: Initials) -> Table:
    """The canonical description of one definition, with its fingerprint. Raises BadSource."""
    path = f"{table['code']}.v{table['version']}"
    try:
        whole = _whole(table, sources, path)
    except (KeyError, TypeError, AttributeError) as cause:
        raise BadSource(path, say("source_misshapen", cause=cause)) from cause
    used = sorted(
        {one["code_set"] for field in _fields(whole) for one in (field, *field["columns"]) if one.get("code_set")}
    )
    if missing := [one for one in used if one not in sources.code_sets]:
        raise BadSource(path, say("source_code_set", given=", ".join(missing)), missing[0])
    keys = sorted({key for text in _texts(whole) for key in _PARAM.findall(text)})
    if missing := [key for key in keys if key not in sources.parameters]:
        raise BadSource(path, say("source_parameter", given=", ".join(missing)), missing[0])
    whole["code_sets"] = used
    whole["parameters"] = {key: _parameter(sources.parameters[key]) for key in keys}
    hashed = {**whole, "choices": {one: code_set(sources.code_sets[one], initials) for one in used}}
    whole["fingerprint"] = hashlib.sha256(dumps(hashed)).hexdigest()
    return whole


def code_set(table: Mapping[str, Any], initials: Initials) -> Table:
    """A code set in its canonical form, with pinyin initials to choose by."""
    options = [
        {"code": one["code"], "label": one["label"], "initials": initials(one["label"])} for one in table["options"]
    ]
    return {
        "id": table["id"],
        "name": table["name"],
        "standard": table["standard"],
        "confidence": table["confidence"],
        "note": table.get("note", ""),
        "options": options,
    }


def _whole(table: Mapping[str, Any], sources: Sources, path: str) -> Table:
    built = with_blocks(table["form"], sources.blocks, path)
    limits = table["limits"]
    form = table["form"]
    example = table["example"]
    return {
        **{key: table[key] for key in ("code", "name", "category", "version", "mode", "confidence", "hint")},
        "official": {key: table["official"][key] for key in ("basic_code", "impl_code")},
        "guide": _guide(table["guide"]),
        "limits": {key: limits.get(key) or sources.clocks.get(key) or {"text": ""} for key in _CLOCKS},
        "steps": table["process"]["steps"],
        "materials": table["papers"]["materials"],
        "form": {key: form[key] for key in ("title", "source", "confidence")},
        "applicant": form["applicant"],
        "sections": [
            {"title": one["title"], "block": one["block"], "fields": [_field(field) for field in one["fields"]]}
            for one in built.sections
        ],
        "rules": [*table.get("rules", ()), *built.rules],
        "example": {"on": example["on"], "answers": example["answers"], "materials": example["materials"]},
        "branches": [_branch(one) for one in (*example.get("branches", ()), *built.branches)],
    }


def _branch(branch: Mapping[str, Any]) -> Table:
    """What a branch changes of the main example: kept as it is written, put together when it is loaded."""
    return {
        "name": branch["name"],
        "on": branch.get("on", ""),
        "answers": branch.get("answers", {}),
        "drop": branch.get("drop", []),
        "materials": branch.get("materials", {}),
    }


def _guide(guide: Mapping[str, Any]) -> Table:
    proxy, publicity, tolerance = guide["proxy"], guide["publicity"], guide["tolerance"]
    same = "implementing_body accept_at applicant_kind conditions special_procedure season notes legal_basis"
    return {
        **{key: guide[key] for key in ("task_type", "level", "project_type", *same.split())},
        "remarks": guide.get("remarks", []),
        "fee_charged": guide["fee"]["charged"],
        "fee": guide["fee"]["text"],
        "result": guide["result"]["name"],
        "result_kind": guide["result"]["kind"],
        "proxy": proxy["mode"],
        "proxy_note": proxy["note"],
        "publicity_where": publicity["where"],
        "publicity_period": publicity["period"],
        "publicity_mask": publicity["mask"],
        "tolerance_allowed": tolerance["allowed"],
        "tolerance": tolerance["what"],
        "tolerance_limit": tolerance["limit"],
        "tolerance_materials": tolerance["materials"],
    }


def _field(field: Mapping[str, Any]) -> Table:
    return {**field, "columns": [_field(column) for column in field.get("columns", ())]}


def _parameter(table: Mapping[str, Any]) -> Table:
    return {
        "key": table["key"],
        "name": table["name"],
        "value": table.get("value"),
        "unit": table["unit"],
        "confidence": table["confidence"],
        "note": table.get("note", ""),
    }


def _fields(whole: Mapping[str, Any]) -> list[Table]:
    return [field for section in whole["sections"] for field in section["fields"]]


def _texts(whole: Mapping[str, Any]) -> list[str]:
    """Everywhere that a parameter can be named."""
    rules = [text for rule in whole["rules"] for text in (rule["expr"], rule.get("sentence", ""))]
    fields = [
        one.get(key, "")
        for field in _fields(whole)
        for one in (field, *field["columns"])
        for key in ("auto", "default", "visible_if")
    ]
    return rules + fields
