"""Keys that reach the window while another program has the keyboard: on a real X server, with a real other program."""

import os
import queue
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from kiosk.devices.hotkeys import KEYS, listen

NEEDED = ("Xvfb", "xdotool", "setxkbmap")
OTHER = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
line = QLineEdit()
line.setWindowTitle("county system")
line.textChanged.connect(lambda text: print(text, flush=True))
line.show()
line.activateWindow()
print("shown", flush=True)
app.exec()
"""


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own. Missing tools are a missing set-up, and fail."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    assert not missing, f"to be installed: {missing}"
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        try:
            set_up(f":{number}", "srvrkeys:none")
            yield f":{number}"
        finally:
            server.terminate()


def set_up(display: str, *options: str) -> None:
    """The keyboard as an administrator sets it up; without options as it comes."""
    given = [part for option in options for part in ("-option", option)] or ["-option", ""]
    subprocess.run(["setxkbmap", *given], env={**os.environ, "DISPLAY": display}, check=True, timeout=20)


def hand(display: str, *said: str) -> None:
    subprocess.run(["xdotool", *said], env={**os.environ, "DISPLAY": display}, check=True, timeout=20)


@pytest.fixture
def other(display: str) -> Iterator[subprocess.Popen[str]]:
    """Another program whose window has the keyboard; it says what is typed into it."""
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen([sys.executable, "-c", OTHER], env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "shown"
        hand(display, "search", "--sync", "--name", "county system", "windowfocus", "--sync")
        try:
            yield program
        finally:
            program.terminate()


def test_keys_are_heard_while_another_program_has_the_keyboard(display: str, other: subprocess.Popen[str]) -> None:
    heard: queue.Queue[str] = queue.Queue()
    keys = listen(heard.put, {"DISPLAY": display})
    assert keys.trouble == ""
    for key in KEYS:
        hand(display, "key", f"ctrl+alt+{key}")
        assert heard.get(timeout=10) == key
    hand(display, "key", "F1")  # without Ctrl and Alt it is the other program's own
    hand(display, "type", "abc")
    assert other.stdout is not None
    assert [other.stdout.readline().strip() for _ in range(3)] == ["a", "ab", "abc"]
    assert heard.empty()
    keys.close()
    keys.close()
    hand(display, "key", "ctrl+alt+F1")
    hand(display, "type", "d")
    assert other.stdout.readline().strip() == "abcd"
    assert heard.empty()


def test_a_key_that_is_held_is_pressed_once(display: str) -> None:
    heard: queue.Queue[str] = queue.Queue()
    keys = listen(heard.put, {"DISPLAY": display})
    hand(display, "keydown", "ctrl+alt+F1", "sleep", "1.2", "keyup", "ctrl+alt+F1")
    assert heard.get(timeout=10) == "F1"
    hand(display, "key", "ctrl+alt+F2")
    assert heard.get(timeout=10) == "F2"
    keys.close()


def test_keys_that_belong_to_another_program_are_said_and_the_rest_works(display: str) -> None:
    heard: queue.Queue[str] = queue.Queue()
    with ExitStack() as stay:
        first = listen(lambda _: None, {"DISPLAY": display})
        stay.callback(first.close)
        second = listen(heard.put, {"DISPLAY": display})
        stay.callback(second.close)
        assert (first.trouble, second.trouble) == ("", "taken")


def test_keys_that_switch_consoles_are_the_servers_own_and_said(display: str) -> None:
    set_up(display)
    keys = listen(lambda _: None, {"DISPLAY": display})
    assert keys.trouble == "consoles"
    keys.close()


@pytest.mark.parametrize(
    ("environment", "trouble"),
    [
        ({}, "no_display"),
        ({"DISPLAY": ":31999"}, "no_display"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, "wayland"),
    ],
)
def test_where_it_cannot_be_done_that_is_said(environment: dict[str, str], trouble: str) -> None:
    keys = listen(lambda _: None, environment)
    assert keys.trouble == trouble
    keys.close()
