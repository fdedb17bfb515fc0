"""The house rule of sizes: nothing grows so large that it knows everything."""

import ast
from typing import Any

FILE_LINES = 400
FUNCTION_LINES = 50
PUBLIC_METHODS = 10
ARGUMENTS = 6


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the signature to the end; the docstring is not counted."""
    first, *_ = function.body
    docstring = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        docstring = (first.end_lineno or 0) - first.lineno + 1
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """What a caller may have to give: without self and cls."""
    given = function.args
    names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def _public_methods(room: ast.ClassDef) -> list[str]:
    """Methods that others call: no properties, no overrides of Qt (camelCase), no overloads."""
    return [
        entry.name
        for entry in room.body
        if isinstance(entry, ast.FunctionDef | ast.AsyncFunctionDef)
        and not entry.name.startswith("_")
        and entry.name.lower() == entry.name
        and not any(ast.unparse(mark).endswith(("property", "setter", "overload")) for mark in entry.decorator_list)
    ]


def test_no_file_is_longer_than_400_lines(sources: list[Any], none: Any) -> None:
    none([f"{source.path}: {lines} lines" for source in sources if (lines := source.text.count("\n")) > FILE_LINES])


def test_no_function_is_longer_than_50_lines(sources: list[Any], none: Any) -> None:
    none(
        [
            f"{source.path}:{function.lineno} {name}: {_lines(function)} lines"
            for source in sources
            for name, function in source.functions()
            if _lines(function) > FUNCTION_LINES
        ]
    )


def test_no_class_has_more_than_10_public_methods(sources: list[Any], none: Any) -> None:
    """Of the product: a contract in the tests has as many stories as it takes, and its fake as many answers."""
    none(
        [
            f"{source.path}:{room.lineno} {room.name}: {len(_public_methods(room))}"
            for source in sources
            if source.path.parts[0] != "tests"
            for room in source.classes()
            if len(_public_methods(room)) > PUBLIC_METHODS
        ]
    )


def test_no_function_takes_more_than_6_arguments(product: list[Any], none: Any) -> None:
    none(
        [
            f"{source.path}:{function.lineno} {name}: {_arguments(function)} arguments"
            for source in product
            for name, function in source.functions()
            if _arguments(function) > ARGUMENTS
        ]
    )
