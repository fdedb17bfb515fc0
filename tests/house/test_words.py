"""The house rules of words: good names, a sign at every door, and sentences only where sentences belong."""

import ast
import re
from pathlib import Path
from typing import Any

EMPTY_NAMES = {"utils", "util", "manager", "managers", "helper", "helpers", "common", "data", "info", "handle", "misc"}
EMPTY_CLASS = re.compile(r"(Utils?|Managers?|Helpers?|Common|Info|Handle|Misc)$")

# Chinese characters and punctuation, as they stand in the source: the escaped range of an expression is no sentence
CHINESE = re.compile(
    "[\u2e80-\u2fdf\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]"
)


def _docstrings(tree: ast.Module) -> set[ast.expr]:
    """Strings that stand alone as a statement: docstrings of modules, classes, functions and attributes."""
    return {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _chinese_literals(source: Any) -> list[str]:
    exempt = _docstrings(source.tree)
    return [
        f"{source.path}:{node.lineno} {node.value[:20]!r}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in exempt
        and CHINESE.search(node.value)
        and CHINESE.search(ast.get_source_segment(source.text, node) or node.value)
    ]


def test_no_module_has_a_name_that_says_nothing(sources: list[Any], none: Any) -> None:
    none(
        [
            str(source.path)
            for source in sources
            if {word for part in source.path.with_suffix("").parts for word in part.split("_")} & EMPTY_NAMES
        ]
    )


def test_no_class_has_a_name_that_says_nothing(product: list[Any], none: Any) -> None:
    none(
        [
            f"{source.path}:{room.lineno} {room.name}"
            for source in product
            for room in source.classes()
            if EMPTY_CLASS.search(room.name)
        ]
    )


def test_a_chinese_literal_stands_only_in_a_rooms_words(product: list[Any], none: Any) -> None:
    found = [literal for source in product if source.path.name != "words.py" for literal in _chinese_literals(source)]
    none(found)


def test_every_module_says_which_room_this_is(sources: list[Any], none: Any) -> None:
    """An empty room needs no sign yet: an `__init__.py` with nothing in it and no other module beside it."""
    silent = []
    for source in sources:
        empty_room = source.path.name == "__init__.py" and not source.text and _is_alone(source.path, sources)
        if not (ast.get_docstring(source.tree) or empty_room):
            silent.append(str(source.path))
    none(silent)


def _is_alone(path: Path, sources: list[Any]) -> bool:
    return [other.path for other in sources if other.path.parent == path.parent] == [path]


def test_the_rule_of_literals_sees_what_it_should(tmp_path: Path, root: Path) -> None:
    """A sentence in an f-string is found; a docstring, a comment and an escaped range are not."""
    from types import SimpleNamespace

    text = '"""办件。"""\n# 号票\nx = f"请到{3}号窗口"\ny = "[\\u4e00-\\u9fff]"\n'
    source = SimpleNamespace(path=tmp_path, text=text, tree=ast.parse(text))
    assert {line.split(" ")[0].rpartition(":")[2] for line in _chinese_literals(source)} == {"3"}


def _bound_twice(source: Any) -> list[str]:
    """Names that a module or a class binds twice at its own level: whoever reads the first gets the second."""
    found: list[str] = []
    for scope in (source.tree, *source.classes()):
        names = [
            name.id
            for statement in scope.body
            if isinstance(statement, ast.Assign | ast.AnnAssign)
            for name in ast.walk(statement)
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
        ]
        found += [f"{source.path}: {name}" for name in sorted({name for name in names if names.count(name) > 1})]
    return found


def test_no_word_of_a_room_is_written_over(product: list[Any], none: Any) -> None:
    """Two words under one name: the first paper that said it says the other from then on."""
    none([bound for source in product if source.path.name == "words.py" for bound in _bound_twice(source)])
