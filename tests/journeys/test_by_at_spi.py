"""A clerk who does not see: the whole way from the call to the receipt through the accessibility bus alone, from
another process, by role and name; and nothing on the way that has no name."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from forms import Catalogue, Matter

from .station import CENTRE, Station

READER = Path(__file__).with_name("screen_reader.py")
PYTHON = "/usr/bin/python3"
MATTER = "M1103"
SPOKEN = frozenset(
    ("push button", "toggle button", "radio button", "check box", "text", "password text", "combo box", "spin button")
)


def _tools() -> str:
    """What is missing on this machine, '' for nothing."""
    for tool in ("Xvfb", "dbus-daemon"):
        if shutil.which(tool) is None:
            return tool
    if not Path("/usr/libexec/at-spi-bus-launcher").exists():
        return "at-spi2-core"
    asked = [PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    done = subprocess.run(asked, capture_output=True, timeout=60, check=False)
    return "" if done.returncode == 0 else "python3-gi gir1.2-atspi-2.0"


class Reader:
    """Another process that hears of the screens by the bus, and reaches them by it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def see(self, role: str, name: str) -> str:
        """The whole name of what shows, as soon as it does."""
        return str(self._ask(do="see", role=role, name=name)["name"])

    def press(self, name: str, role: str = "push button") -> None:
        self._ask(do="press", role=role, name=name)

    def write(self, name: str, text: str) -> None:
        self._ask(do="write", role="text", name=name, text=text)

    def about(self, name: str, role: str = "text") -> str:
        """What is said of it beside its name: how to fill a field, and what is wrong with it."""
        return next(str(one["about"]) for one in self.seen() if (one["role"], one["name"]) == (role, name))

    def seen(self) -> list[dict[str, Any]]:
        """All that shows now."""
        return list(self._ask(do="tell")["seen"])

    def nameless(self) -> list[str]:
        """What can be used or looked at now, and has no name; a sign beside words needs none."""
        found = []
        for one in self.seen():
            bare = not one["name"].strip()
            if bare and (one["role"] in SPOKEN or one["focusable"]):
                found.append(f"{one['role']} in {one['within']} beside {one['beside']}")
            elif bare and one["role"] == "image" and not any(one["beside"]):
                found.append(f"image beside {one['beside']}")
        return found

    def _ask(self, **asked: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked, ensure_ascii=False) + "\n")
        self._process.stdin.flush()
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert said["ok"], (asked, said)
        return said


@contextmanager
def _started(command: list[str], environment: dict[str, str], **how: Any) -> "Iterator[subprocess.Popen[str]]":
    with subprocess.Popen(command, env=environment, text=True, **how) as process:
        try:
            yield process
        finally:
            process.terminate()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A screen and a bus of one's own; the environment that leads to them."""
    missing = _tools()
    if missing:
        pytest.skip(f"missing: {missing}")
    plain = {key: value for key, value in os.environ.items() if key not in ("WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS")}
    with ExitStack() as stay:
        read, write = os.pipe()
        screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
        stay.enter_context(_started(screen, plain, pass_fds=(write,), stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as told:
            plain["DISPLAY"] = f":{told.readline().strip()}"
        plain |= {"XDG_RUNTIME_DIR": str(tmp_path), "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        daemon = stay.enter_context(_started(bus, plain, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
        assert daemon.stdout is not None
        yield plain | {"DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip()}


@contextmanager
def _opened(station: Station, stage: dict[str, str], *words: str) -> Iterator[Reader]:
    """The real program on the real screen, and the reader beside it."""
    own = stage | {key: station.environment[key] for key in ("KIOSK_KEYS", "KIOSK_EXPORTS", "XDG_CACHE_HOME")}
    command = [sys.executable, "-m", "kiosk", "--data", str(station.data), *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with _started(command, own) as program, _started([PYTHON, str(READER)], stage, **pipes) as reading:
        yield Reader(reading)
        program.send_signal(signal.SIGTERM)


def test_a_clerk_who_does_not_see_takes_in_a_case(station: Station, stage: dict[str, str]) -> None:
    matter = Catalogue.shipped().matter(MATTER)
    assert station.run("ticket", "take", "--matter", MATTER).code == 0
    with _opened(station, stage, "--role", "window", "--window", "3", "--staff", "0305") as reader:
        reader.see("label", "等候 1 人")
        assert reader.nameless() == []
        reader.press("呼叫")
        reader.see("text", "姓名")
        reader.write("身份证号", "410102199104133374")  # its last digit is wrong, and that is heard at the field
        assert "校验不对" in reader.about("身份证号")
        _fill(reader, matter)
        assert "校验不对" not in reader.about("身份证号")
        assert reader.nameless() == []
        reader.press("1 居住证，*")
        reader.press("只看原件，核验不收")
        assert reader.about("只看原件，核验不收", "push button") == "已选"
        reader.press("2 继续居住证明，*")
        reader.press("数据共享核验")
        assert reader.nameless() == []
        reader.press("回到表单")
        reader.press("受理\u3000都齐了")
        reader.see("label", "已受理")
        number = reader.see("label", f"{CENTRE}-*")
        assert reader.nameless() == []
        for page in ("文书", "查办件", "换个事项", "键位"):
            reader.press(page)
            assert reader.nameless() == [], page
    case = station.run("case", "show", number, "--staff", "0305").value
    assert (case["state"], case["answers"]["permit_no"]) == ("已受理", matter.example.answers["permit_no"])
    assert case["materials"] == dict(matter.example.materials)


def test_a_resident_who_does_not_see_takes_a_number(station: Station, stage: dict[str, str]) -> None:
    with _opened(station, stage, "--role", "hall") as reader:
        reader.see("push button", "社会救助*")
        assert reader.nameless() == []
        reader.press("社会救助*")
        reader.see("push button", "最低生活保障*")
        assert reader.nameless() == []
        reader.press("最低生活保障*")
        reader.see("push button", "取号*")
        assert reader.nameless() == []
        reader.press("取号*")
        reader.see("filler", "C001")
        reader.see("push button", "拍好了")  # there is no printer here: the number is photographed
        assert reader.nameless() == []
    (ticket,) = station.run("ticket", "list").value
    assert (ticket["ticket"], ticket["matter"]) == ("C001", "M1201")


def _fill(reader: Reader, matter: Matter) -> None:
    """Every answer of the matter's own example, each into what bears its question's name."""
    for field in matter.fields:
        value = matter.example.answers.get(field.key)
        if field.type == "bool":
            reader.press(f"{field.label} {'是' if value else '否'}", "radio button")
        elif field.type == "signature" and value:
            reader.press(f"{field.label} *", "check box")
        elif value is not None:
            reader.write(field.label, str(value))
