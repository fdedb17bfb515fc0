"""A screen reader's hand: finds what stands on the screens by role and name alone, presses it and writes into it.

Run by the system's Python (`python3-gi`), beside the program and never within it. A line of JSON on stdin for each
thing to do, a line of JSON on stdout for what came of it: {"ok": true, ...} or {"ok": false, "seen": [...]}. A name
that ends in * is the beginning of one.
"""

import json
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore", DeprecationWarning)
State = Atspi.StateType
PATIENCE, AGAIN, FARTHEST = 30.0, 0.1, 40  # seconds, seconds, generations
_pause = threading.Event()


def everything() -> Iterator[tuple[Any, Any, list[Any]]]:
    """All that shows now of all programs, with its states and what stands beside it, from the outermost inward."""
    desktop = Atspi.get_desktop(0)
    for program in _children(desktop):
        program.clear_cache()
        yield from _under(program, 0)


def _children(element: Any) -> Iterator[Any]:
    for nth in range(element.get_child_count()):
        child = element.get_child_at_index(nth)
        if child is not None:
            yield child


def _under(element: Any, depth: int) -> Iterator[tuple[Any, Any, list[Any]]]:
    children = list(_children(element))
    for child in children:
        states = child.get_state_set()
        if states.contains(State.SHOWING) and depth < FARTHEST:
            yield child, states, children
            yield from _under(child, depth + 1)


def told() -> list[dict[str, Any]]:
    """What a screen reader has to say of each thing that shows; `beside` are the names of all around it."""
    return [
        {
            "role": element.get_role_name(),
            "name": element.get_name(),
            "about": element.get_description(),
            "enabled": states.contains(State.ENABLED),
            "focusable": states.contains(State.FOCUSABLE),
            "checked": states.contains(State.CHECKED),
            "beside": [child.get_name() for child in beside],
            "within": f"{element.get_parent().get_role_name()} {element.get_parent().get_name()}",
        }
        for element, states, beside in everything()
    ]


def find(role: str, name: str) -> Any:
    """The first thing of that role and name that shows and may be used; None when there is none yet."""
    for element, states, _ in everything():
        if element.get_role_name() == role and _fits(element.get_name(), name) and states.contains(State.ENABLED):
            return element
    return None


def _fits(name: str, wanted: str) -> bool:
    return name.startswith(wanted[:-1]) if wanted.endswith("*") else name == wanted


def press(element: Any) -> bool:
    """Do what the element itself says it does first."""
    return bool(element.do_action(0))


def write(element: Any, text: str) -> bool:
    """Put this text into it in the place of what stands there."""
    return bool(element.set_text_contents(text)) and bool(element.get_text(0, -1))


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Do one thing as soon as the element is there."""
    deeds: dict[str, Callable[[Any], bool]] = {
        "see": bool,
        "press": press,
        "write": lambda element: write(element, asked["text"]),
    }
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if asked["do"] == "tell":
                return {"ok": True, "seen": told()}
            element = find(asked["role"], asked["name"])
            if element is not None:
                return {"ok": deeds[asked["do"]](element), "name": element.get_name()}
        except GLib.Error:  # what was looked at is gone by now
            pass
        _pause.wait(AGAIN)
    return {"ok": False, "seen": [f"{one['role']} {one['name']}" for one in told() if one["name"]]}


def main() -> None:
    """Until nobody asks any more."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line)), ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
