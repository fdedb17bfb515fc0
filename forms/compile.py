"""Making the compiled catalogue out of the definitions, once at set-up: `python -m forms.compile [TARGET]`."""

import hashlib
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from forms.canonical import canonical, code_set
from forms.expressions import BadExpression
from forms.folders import BadSource, Folder
from forms.freshness import content_hash, stamps
from forms.index import pack
from forms.joining import joint_from
from forms.joint_check import quarrels
from forms.loading import code_set_from, matter_from
from forms.plan import make_plan
from forms.shapes import Matter
from forms.sources import Sources, read_sources
from forms.words import say

COMPILED = "compiled/catalogue.idx"


def build(sources: Sequence[Folder], target: Path) -> int:
    """Compile the source folders into the file `target`, at once or not at all; the number of definitions.

    Raises BadSource, which names the file, or OSError.
    """
    content = compiled(sources)
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{hashlib.sha256(content).hexdigest()[:8]}")
    half.write_bytes(content)
    half.replace(target)
    return len(read_sources(sources).definitions)


def compiled(folders: Sequence[Folder]) -> bytes:
    """The bytes of the compiled catalogue. Raises BadSource."""
    sources = read_sources(folders)
    initials = initials_maker()
    code_sets = {key: code_set(table, initials) for key, table in sorted(sources.code_sets.items())}
    matters: dict[tuple[str, int], Any] = {}
    for key, table in sorted(sources.definitions.items()):
        matters[key] = canonical(table, sources, initials)
        _prove(matters[key], code_sets)
    contents = {
        "stamps": stamps(folders),
        "sources": content_hash(folders),
        "categories": sorted(sources.categories.values(), key=lambda one: one["order"]),
        "parameters": {key: {"value": None, "note": "", **one} for key, one in sources.parameters.items()},
        "matters": _summaries(sources, initials),
        "joints": [_joint(table, matters, code_sets) for _, table in sorted(sources.joints.items(), reverse=True)],
    }
    return pack(contents, matters, code_sets)


def _joint(table: dict[str, Any], matters: dict[tuple[str, int], Any], code_sets: dict[str, Any]) -> dict[str, Any]:
    """A table of matters done together that fits their newest versions. Raises BadSource."""
    path = f"{table['code']}.v{table['version']}"
    try:
        joint = joint_from(table)
        newest = dict(sorted(matters))
        found = {code: _loaded(matters[code, newest[code]], code_sets) for code in joint.matters}
    except (KeyError, TypeError, ValueError) as cause:
        raise BadSource(path, say("file_sense", cause=cause)) from cause
    for place, key, given in quarrels(joint, found):
        raise BadSource(path, f"{place}: {say(key, given=given)}")
    return table


def _loaded(plain: Any, code_sets: dict[str, Any]) -> Matter:
    return matter_from(plain, {key: code_set_from(code_sets[key]) for key in plain["code_sets"]})


def _prove(plain: Any, code_sets: dict[str, Any]) -> None:
    """A definition that cannot be loaded and planned never gets into a catalogue."""
    path = f"{plain['code']}.v{plain['version']}"
    try:
        make_plan(_loaded(plain, code_sets))
    except (BadExpression, TypeError, KeyError, ValueError) as cause:
        raise BadSource(path, str(cause)) from cause


def _summaries(sources: Sources, initials: Callable[[str], str]) -> list[dict[str, Any]]:
    newest = dict(sorted(sources.definitions))
    return [
        {
            **{key: table[key] for key in ("code", "name", "category", "version", "mode", "hint")},
            "initials": initials(table["name"]),
            "search": [*table["search"], *(initials(word) for word in table["search"])],
        }
        for code, version in newest.items()
        for table in [sources.definitions[code, version]]
    ]


def initials_maker() -> Callable[[str], str]:
    """A function giving the lower-case pinyin initials of a text (letters and digits stay, marks go)."""
    from pypinyin import Style, lazy_pinyin  # 0.3 s to import, and needed only here

    def initials(text: str) -> str:
        parts = lazy_pinyin(text, style=Style.FIRST_LETTER)
        return "".join(letter for part in parts for letter in part.lower() if letter.isascii() and letter.isalnum())

    return initials


def main(arguments: Sequence[str]) -> int:
    """Compile the shipped definitions into forms/compiled/, or into the file named."""
    home = files("forms")
    target = Path(arguments[0]) if arguments else Path(str(home.joinpath(COMPILED)))
    count = build([home], target)
    sys.stdout.write(f"{target}: {count} definitions, {target.stat().st_size // 1024} KiB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
