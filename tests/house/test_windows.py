"""What no test here can run: a start on Windows. Nothing that one system alone has is asked for before it is known
which one this is."""

import ast
from collections.abc import Iterator
from typing import Any

ONE_SYSTEM_ONLY = frozenset(
    {
        *("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "syslog", "posix", "crypt", "spwd", "readline"),
        *("curses", "msvcrt", "winreg", "winsound", "_winapi"),
    }
)
UNIX_ONLY = {
    "os": frozenset(
        {"geteuid", "getuid", "getgid", "fork", "killpg", "setsid", "chown", "uname", "sysconf", "statvfs"}
    ),
    "signal": frozenset({"SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "SIGPIPE"}),
    "socket": frozenset({"AF_UNIX"}),
}
WINDOWS_ONLY = {"ctypes": frozenset({"windll", "WinDLL", "oledll", "OleDLL", "WinError"})}
ASKS = ("sys.platform", "os.name")


def _at_once(tree: ast.AST) -> Iterator[ast.AST]:
    """All that runs when a module is loaded: nothing inside a function."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from _at_once(node)


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {name.name.partition(".")[0] for name in node.names}
    return {(node.module or "").partition(".")[0]} if isinstance(node, ast.ImportFrom) and not node.level else set()


def _named(node: ast.AST, of: dict[str, frozenset[str]]) -> str:
    plain = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    if plain and node.attr in of.get(node.value.id, ()):  # type: ignore[attr-defined]
        return f"{node.value.id}.{node.attr}"  # type: ignore[attr-defined]
    return ""


def test_no_module_is_loaded_at_once_that_only_one_system_has(product: list[Any], none: Any) -> None:
    found = [
        f"{source.path}:{node.lineno} {sorted(names)}"  # type: ignore[attr-defined]
        for source in product
        for node in _at_once(source.tree)
        if (names := _imported(node) & ONE_SYSTEM_ONLY)
    ]
    none(found)


def test_what_only_unix_has_is_asked_for_after_the_system_is_known(product: list[Any], none: Any) -> None:
    found = []
    for source in product:
        functions = [n for n in ast.walk(source.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
        for node in ast.walk(source.tree):
            if name := _named(node, UNIX_ONLY):
                around = [f for f in functions if f.lineno <= node.lineno <= (f.end_lineno or 0)]  # type: ignore[attr-defined]
                if not any(ask in (ast.get_source_segment(source.text, f) or "") for f in around for ask in ASKS):
                    found.append(f"{source.path}:{node.lineno} {name}")  # type: ignore[attr-defined]
    none(found)


def test_what_only_windows_has_is_never_touched_while_a_module_loads(product: list[Any], none: Any) -> None:
    found = [
        f"{source.path}:{node.lineno} {name}"  # type: ignore[attr-defined]
        for source in product
        for node in _at_once(source.tree)
        if (name := _named(node, WINDOWS_ONLY))
    ]
    none(found)


def test_the_watch_sees_what_it_watches_for() -> None:
    tree = ast.parse("import fcntl\nfrom ctypes import windll\nclass A:\n    import tty\ndef f():\n    import pwd\n")
    assert set().union(*(_imported(node) & ONE_SYSTEM_ONLY for node in _at_once(tree))) == {"fcntl", "tty"}
    touched = ast.parse("import ctypes\nuser = ctypes.windll.user32\ndef f():\n    return ctypes.WinDLL\n")
    assert [name for node in _at_once(touched) if (name := _named(node, WINDOWS_ONLY))] == ["ctypes.windll"]
