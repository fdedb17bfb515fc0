"""Looking a definition through before it may be used: its form against the schema, then its sense.

For whoever writes definitions: `check_files` names file, place and fault in Chinese, and never stops at the first.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from forms.answers import Problem
from forms.canonical import canonical, code_set
from forms.expressions import BadExpression
from forms.folders import BadSource, Folder, toml_files
from forms.interpreter import check
from forms.joining import joint_from
from forms.joint_check import check_joint, check_joint_papers, quarrels
from forms.loading import code_set_from, matter_from
from forms.papers import check_materials
from forms.plan import make_plan
from forms.shapes import Matter
from forms.sources import Sources, Table, parsed, read_sources, take
from forms.words import CATCH_ALL, VILLAGE_PROOFS, VILLAGE_SOURCE, WORDS, say

SCHEMA = "schema/matter.schema.json"


def check_files(paths: Iterable[Path | str] = ()) -> list[Problem]:
    """`forms.check_files`, which says all of it."""
    home = files("forms")
    shipped = (path for part in ("definitions", "joint") for path in Path(str(home.joinpath(part))).rglob("*.toml"))
    named = [Path(path) for path in paths] or sorted(shipped)
    known: dict[Path | None, Sources] = {}
    problems: list[Problem] = []
    for path in named:
        beside = next((one.parent for one in path.resolve().parents if one.name in ("definitions", "joint")), None)
        if beside not in known:
            try:
                known[beside] = _sources(beside, home)
            except BadSource as bad:
                problems.append(Problem(bad.path, "", say("file_sense", cause=bad.fault)))
                known[beside] = read_sources([home])
        problems += check_text(path.name, path, known[beside])
    return problems


def _sources(beside: Path | None, home: Folder) -> Sources:
    """The shipped blocks, code sets and parameters, and those of the folder that the definition lies in."""
    sources = read_sources([home])
    for name, path in toml_files(beside) if beside is not None and beside != Path(str(home)) else ():
        if not name.startswith("definitions/"):
            take(sources, name, parsed(name, path.read_bytes()))
    return sources


def check_text(name: str, path: Folder, sources: Sources) -> list[Problem]:
    """The problems of one file, given the blocks, code sets and parameters it may use."""
    try:
        table = parsed(name, path.read_bytes())
    except OSError as cause:
        return [Problem(name, "", say("file_unreadable", cause=cause.strerror or cause))]
    except BadSource as bad:
        return [Problem(name, "", say("file_no_toml", cause=bad.fault))]
    if "matters" in table:
        return [Problem(name, place, sentence) for place, sentence in _joint_faults(table, sources)]
    return [Problem(name, place, sentence) for place, sentence in table_faults(table, sources)]


def table_faults(table: Table, sources: Sources) -> list[tuple[str, str]]:
    """Everything that is wrong with a parsed definition: (place, sentence); its sense only when its shape is right."""
    return shape_faults(table) or list(_sense_faults(table, sources))


def _joint_faults(table: Table, sources: Sources) -> Iterator[tuple[str, str]]:
    """What is wrong with matters that are done in one go (联办)."""
    newest = dict(sorted(sources.definitions))
    try:
        joint = joint_from(table)
        matters = {code: _built(sources.definitions[code, newest[code]], sources) for code in joint.matters}
    except (BadSource, BadExpression, TypeError, KeyError, ValueError) as cause:
        yield "", say("file_sense", cause=cause.fault if isinstance(cause, BadSource) else cause)
        return
    wrong = [(place, say("file_sense", cause=say(key, given=given))) for place, key, given in quarrels(joint, matters)]
    yield from wrong
    if wrong:
        return
    on = date.fromisoformat(joint.example.on)
    for code, checked in check_joint(joint, matters, joint.example.answers, on=on).items():
        for fault in checked.faults:
            if fault.severity == "error":
                yield f"example.answers.{code}.{fault.field}", say("file_example", fault=fault.sentence)
    for faults in check_joint_papers(joint, matters, joint.example.materials).values():
        for fault in faults:
            yield f"example.materials.{fault.field}", say("file_example", fault=fault.sentence)


def shape_faults(table: Table) -> list[tuple[str, str]]:
    """Where a parsed definition departs from the published JSON Schema: (place, sentence)."""
    from jsonschema import Draft202012Validator  # needed only by those who write definitions

    schema = json.loads(files("forms").joinpath(SCHEMA).read_text("utf-8"))
    faults = sorted(Draft202012Validator(schema).iter_errors(table), key=lambda one: list(map(str, one.absolute_path)))
    return [(".".join(_shape_place(one)), say("file_shape", fault=_shape_fault(one))) for one in faults]


def _shape_place(fault: Any) -> list[str]:
    """The place of a departure; of the one key that is missing, where it is one."""
    place = [str(one) for one in fault.absolute_path]
    wanted = fault.validator_value
    if fault.validator == "dependentRequired":
        wanted = [key for needs, keys in wanted.items() if needs in fault.instance for key in keys]
    if fault.validator in ("required", "dependentRequired"):
        missing = [key for key in wanted if key not in fault.instance]
        place += missing if len(missing) == 1 else []
    return place


def _shape_fault(fault: Any) -> str:
    """What a departure from the schema comes to, in Chinese."""
    kind, wanted = fault.validator, fault.validator_value
    given = str(fault.instance)[:40]
    if kind == "required":
        return say("shape_required", given=", ".join(key for key in wanted if key not in fault.instance))
    if kind == "additionalProperties":
        known = fault.schema.get("properties", {})
        return say("shape_extra", given=", ".join(key for key in fault.instance if key not in known))
    if kind in ("enum", "const"):
        return say("shape_enum", given=given, options=", ".join(map(str, [wanted] if kind == "const" else wanted)))
    if kind == "type":
        return say("shape_type", given=given, wanted=say(f"shape_{wanted}"))
    key = f"shape_{kind}"
    return say(key if key in WORDS else "shape_other", given=given, wanted=wanted, length=len(str(fault.instance)))


def _sense_faults(table: Table, sources: Sources) -> Iterator[tuple[str, str]]:
    yield from _twice(table, sources)
    yield from _papers(table)
    try:
        matter = _built(table, sources)
    except BadSource as cause:
        yield _where(table, cause.what), say("file_sense", cause=cause.fault)
        return
    except BadExpression as cause:
        yield _where(table, cause.source), say("file_sense", cause=cause)
        return
    except (TypeError, KeyError, ValueError) as cause:
        yield "", say("file_sense", cause=cause)
        return
    yield from _applicant(matter)
    yield from _example(matter)


def _where(table: Table, what: str) -> str:
    """The place of the words that cannot be used: where they stand alone, else where they are part of a text."""
    texts = [(place, text) for part in ("form", "rules") for place, text in _texts(table.get(part, ()), part)]
    alone = [place for place, text in texts if text == what]
    return next(iter(alone or [place for place, text in texts if what and what in text]), "")


def _texts(part: Any, place: str) -> Iterator[tuple[str, str]]:
    entries = part.items() if isinstance(part, Mapping) else enumerate(part) if isinstance(part, list) else ()
    for key, one in entries:
        yield from _texts(one, f"{place}.{key}")
    if isinstance(part, str):
        yield place, part


def _built(table: Table, sources: Sources) -> Matter:
    plain = canonical(table, sources, lambda _: "")
    sets = {one: code_set_from(code_set(sources.code_sets[one], lambda _: "")) for one in plain["code_sets"]}
    matter = matter_from(plain, sets)
    make_plan(matter)
    return matter


def _twice(table: Table, sources: Sources) -> Iterator[tuple[str, str]]:
    """Keys that occur twice: fields over the whole form, columns of a table, materials, rules, steps."""
    fields = [
        field
        for section in table["form"]["sections"]
        for field in section.get("fields", sources.blocks.get(section.get("block", ""), {}).get("fields", ()))
    ]
    groups: list[tuple[str, Sequence[Any]]] = [
        ("form", [field["key"] for field in fields]),
        ("papers", [material["id"] for material in table["papers"]["materials"]]),
        ("rules", [rule["id"] for rule in table.get("rules", ())]),
        ("process", [step["seq"] for step in table["process"]["steps"]]),
    ]
    groups += [(f"form.{field['key']}", [one["key"] for one in field.get("columns", ())]) for field in fields]
    for place, keys in groups:
        for key in sorted({key for key in keys if keys.count(key) > 1}, key=str):
            yield place, say("file_twice", given=key)


def _papers(table: Table) -> Iterator[tuple[str, str]]:
    """Forbidden catch-alls, proofs a village must not be asked for, tolerance lists that do not agree."""
    materials: Sequence[Mapping[str, Any]] = table["papers"]["materials"]
    for material in materials:
        if any(words in material["name"] for words in CATCH_ALL):
            yield f"papers.{material['id']}", say("file_catch_all", name=material["name"])
        if material["source"] == VILLAGE_SOURCE and any(words in material["name"] for words in VILLAGE_PROOFS):
            yield f"papers.{material['id']}", say("file_village_proof", name=material["name"])
        counts = {"original": material["originals"] > 0, "copy": material["copies"] > 0}
        if not counts.get(material["collect"], material["originals"] == material["copies"] == 0):
            yield f"papers.{material['id']}", say("file_counts", name=material["name"])
        if material.get("pledgeable") and not all(material.get(key) for key in ("pledge_basis", "proves", "checking")):
            yield f"papers.{material['id']}", say("file_pledge", name=material["name"])
    tolerable = sorted(one["id"] for one in materials if one["tolerable"])
    if tolerable != sorted(table["guide"]["tolerance"]["materials"]):
        yield "guide.tolerance.materials", say("file_tolerance", given=", ".join(tolerable))


def _applicant(matter: Matter) -> Iterator[tuple[str, str]]:
    keys = {field.key for field in matter.fields}
    who = matter.applicant
    for part in ("name", "id_number", "id_type", "phone"):
        key = getattr(who, part)
        if key and key not in keys:
            yield f"form.applicant.{part}", say("file_applicant", given=key)


def _example(matter: Matter) -> Iterator[tuple[str, str]]:
    told: set[tuple[str, str]] = set()  # what is wrong with the main one is not told again of each branch
    for nth, example in enumerate((matter.example, *matter.branches)):
        place = f"example.branches.{nth - 1}" if nth else "example"
        key = "file_branch" if nth else "file_example"
        errors = check(matter, example.answers, on=date.fromisoformat(example.on)).faults
        faults = [("answers", one) for one in errors if one.severity == "error"]
        faults += [("materials", one) for one in check_materials(matter, example.materials)]
        for part, fault in faults:
            if (fault.field, fault.sentence) not in told:
                yield f"{place}.{part}.{fault.field}", say(key, fault=fault.sentence, name=example.name)
        if not nth:
            told = {(fault.field, fault.sentence) for _, fault in faults}
