"""Reading the definitions as officials write them: TOML folders in, one plain canonical description a matter out.

A source is a folder with any of definitions/, blocks/, codes/, joint/, categories.toml, parameters.toml, clocks.toml.
Later sources add to earlier ones and win where both speak of the same thing. Common blocks are put in where a form
includes them. Raises `BadSource`, which names the file.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.folders import BadSource, Folder, toml_files
from forms.words import say

Table = dict[str, Any]


@dataclass(slots=True)
class Sources:
    """All that was found: tables by their key; `definitions` by code and version; `read` the texts by name."""

    definitions: dict[tuple[str, int], Table] = field(default_factory=dict)
    blocks: dict[str, Table] = field(default_factory=dict)
    code_sets: dict[str, Table] = field(default_factory=dict)
    categories: dict[str, Table] = field(default_factory=dict)
    parameters: dict[str, Table] = field(default_factory=dict)
    clocks: Table = field(default_factory=dict)
    joints: dict[tuple[str, int], Table] = field(default_factory=dict)


def read_sources(folders: Iterable[Folder]) -> Sources:
    """Read every TOML file of the folders. Raises BadSource."""
    sources = Sources()
    for folder in folders:
        for name, path in toml_files(folder):
            take(sources, name, parsed(name, path.read_bytes()))
    return sources


def parsed(name: str, content: bytes) -> Table:
    """One TOML text. Raises BadSource."""
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise BadSource(name, str(cause)) from cause


def take(sources: Sources, name: str, table: Table) -> None:
    """Put one parsed file where it belongs. Raises BadSource for a file that holds no such thing."""
    try:
        if name.startswith("definitions/"):
            sources.definitions[table["code"], table["version"]] = table
        elif name.startswith("blocks/"):
            sources.blocks[name.removeprefix("blocks/").removesuffix(".toml")] = table
        elif name.startswith("codes/"):
            sources.code_sets |= {one["id"]: one for one in table["code_sets"]}
        elif name.startswith("joint/"):
            sources.joints[table["code"], table["version"]] = table
        elif name == "categories.toml":
            sources.categories |= {one["code"]: one for one in table["categories"]}
        elif name == "parameters.toml":
            sources.parameters |= {one["key"]: one for one in table["parameters"]}
        else:
            sources.clocks |= table
    except (KeyError, TypeError) as cause:
        raise BadSource(name, say("source_misshapen", cause=cause)) from cause


@dataclass(slots=True)
class Whole:
    """A form with its common blocks put in, and the rules and the samples of branches that the blocks bring."""

    sections: list[Table] = field(default_factory=list)
    rules: list[Table] = field(default_factory=list)
    branches: list[Table] = field(default_factory=list)


def with_blocks(form: Mapping[str, Any], blocks: Mapping[str, Table], path: str) -> Whole:
    """A form with its common blocks put in. Raises BadSource.

    `override` changes single properties of a block's field or column ("table.column"), `drop` leaves fields out.
    """
    whole = Whole()
    for section in form["sections"]:
        name = section.get("block", "")
        if not name:
            whole.sections.append({"title": section["title"], "fields": section["fields"], "block": ""})
            continue
        if name not in blocks:
            raise BadSource(path, say("source_block", given=name), name)
        block, drop = blocks[name], set(section.get("drop", ()))
        changes: Mapping[str, Table] = section.get("override", {})
        known = {one["key"] for one in block["fields"]}
        if stray := (drop | {key.partition(".")[0] for key in changes}) - known:
            raise BadSource(path, say("source_stray", name=name, given=", ".join(sorted(stray))), min(stray))
        fields = [_changed(one, changes) for one in block["fields"] if one["key"] not in drop]
        whole.sections.append({"title": section.get("title", block["title"]), "fields": fields, "block": name})
        whole.rules += [rule for rule in block.get("rules", ()) if rule["field"].partition("[")[0] not in drop]
        whole.branches += [_kept(branch, drop) for branch in block.get("branches", ())]
    return whole


def _kept(branch: Table, drop: set[str]) -> Table:
    return {**branch, "answers": {key: value for key, value in branch["answers"].items() if key not in drop}}


def _changed(one: Table, changes: Mapping[str, Table]) -> Table:
    changed = {**one, **changes.get(one["key"], {})}
    if "columns" in changed:
        changed["columns"] = [
            {**column, **changes.get(f"{one['key']}.{column['key']}", {})} for column in changed["columns"]
        ]
    return changed
