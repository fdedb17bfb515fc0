"""The house rule of guests: which third-party packages each room may know (our own rooms: pyproject.toml)."""

import ast
import sys
from pathlib import Path
from typing import Any

import pytest

OURS = {"kiosk", "sync", "forms", "assets"}
SEALS = {"cbor2", "cryptography", "msgspec", "zstandard"}
ASGI = {"starlette", "uvicorn", "anyio", "python_multipart", "msgspec", "zstandard"}

GUESTS: dict[str, set[str]] = {
    "forms": {"jsonschema", "simpleeval", "pypinyin", "msgspec", "openpyxl"},
    "assets": {"fontTools", "pypinyin"},  # make the fonts and the voice, once; never at run time
    "sync.protocol": SEALS,
    "sync.client": SEALS | {"requests", "urllib3"},
    "sync.server": ASGI,
    "sync.city": ASGI | {"sqlalchemy", "psycopg", "obstore", "qrcode", "jinja2", "markupsafe", "cryptography"},
    "kiosk.domain": {"pypinyin"},
    "kiosk.app": set(),
    "kiosk.store": SEALS | {"sqlite_utils", "sqlcipher3", "pypinyin"},
    "kiosk.paper": {"reportlab", "qrcode", "pypdfium2", "pypdfium2_raw", "PIL", "fontTools"},
    "kiosk.devices": {"serial"},
    "kiosk.lan": ASGI | {"requests", "urllib3", "zeroconf", "ifaddr"},
    "kiosk.ui": {"PySide6", "shiboken6"},
    "kiosk.demo": {"zxingcpp", "pypdfium2", "PIL", "requests"},  # the tour reads the paper with an independent reader
    "kiosk.wiring": {"cryptography", "msgspec", "starlette", "uvicorn"},  # it also puts the hub's routes together
    "kiosk": {"cryptography", "msgspec"},  # wiring, settings, cli: the keeper of the keys, and plain JSON
    "sync": set(),
}


def _room(path: Path) -> str:
    """The narrowest room of the table that a file stands in."""
    dotted = ".".join(path.with_suffix("").parts)
    return max((room for room in GUESTS if dotted == room or dotted.startswith(f"{room}.")), key=len)


def _imports(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and top-level package of each import, inside functions too."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, name.name.partition(".")[0]) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.lineno, node.module.partition(".")[0]))
    return found


def _strangers(path: Path, tree: ast.Module) -> list[str]:
    welcome = GUESTS[_room(path)] | OURS | set(sys.stdlib_module_names)
    return [f"{path}:{line} imports {name}" for line, name in _imports(tree) if name not in welcome]


def test_a_room_knows_only_its_own_guests(product: list[Any], none: Any) -> None:
    none([stranger for source in product for stranger in _strangers(source.path, source.tree)])


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("kiosk/store/shelf.py", "from PySide6.QtCore import QObject"),
        ("kiosk/app/window.py", "def accept():\n    import requests"),
        ("kiosk/wiring.py", "import sqlalchemy"),
        ("kiosk/ui/shell.py", "import reportlab.pdfgen"),
        ("sync/client/courier.py", "import starlette"),
    ],
)
def test_a_stranger_is_seen(path: str, line: str) -> None:
    assert len(_strangers(Path(path), ast.parse(line))) == 1
