"""The surveyor's bag: every Python file of the house, read and parsed once for all house tests."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("kiosk", "forms", "assets", "sync")  # what is installed
SURROUNDINGS = ("installer", "tests")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the root of the checkout, its text and its syntax tree."""

    path: Path
    text: str = field(repr=False)
    tree: ast.Module = field(repr=False)

    @property
    def is_product(self) -> bool:
        """Whether the file is part of what is installed."""
        return self.path.parts[0] in PRODUCT

    def functions(self) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
        """Each function and method with its qualified name, the nested ones too."""
        yield from _functions(self.tree, "")

    def classes(self) -> Iterator[ast.ClassDef]:
        """Each class, the nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield prefix + child.name, child
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        else:
            yield from _functions(child, prefix)


def _read(file: Path) -> Source:
    text = file.read_text("utf-8")
    return Source(file.relative_to(ROOT), text, ast.parse(text))


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def sources() -> list[Source]:
    """All Python files of the product, its installer and its tests."""
    return [_read(file) for folder in (*PRODUCT, *SURROUNDINGS) for file in sorted((ROOT / folder).rglob("*.py"))]


@pytest.fixture(scope="session")
def product(sources: list[Source]) -> list[Source]:
    """The Python files that are installed."""
    return [source for source in sources if source.is_product]


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Every file that is under version control, from the root of the checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in listing.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def none() -> Callable[[Iterable[object]], None]:
    """Fails with all breaches of a rule, one a line, when there are any."""

    def check(breaches: Iterable[object]) -> None:
        __tracebackhide__ = True
        found = [str(breach) for breach in breaches]
        assert not found, "\n" + "\n".join(found)

    return check
