"""`cityd` as people start it: serves as a process, its commands work beside it, and a kill costs nothing."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import pytest
import requests

from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor
from sync.client.enrol import enrol
from sync.client.scans import ScanCarrier
from sync.client.troubles import CityUnreachable
from tests.sync.city_kit import Clock, accept, begin
from tests.sync.paper_shelf import PaperShelf

COMMAND = [sys.executable, "-m", "sync.city.cli"]
KILLS = 20 if os.environ.get("KIOSK_LONG") else 3
QUIET = {name: value for name, value in os.environ.items() if not name.startswith("CITYD_")}


def run(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """One command to its end."""
    command = [*COMMAND, *words, "--data", str(data)]
    return subprocess.run(command, env=QUIET, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def serving(data: Path, *more: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A serving process and its address."""
    command = [*COMMAND, "--port", "0", "--data", str(data), *more]
    process = subprocess.Popen(command, env=QUIET, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())["url"]
    finally:
        process.kill()
        process.communicate()


def device(data: Path, url: str) -> tuple[PaperShelf, Courier, HttpDoor]:
    code = json.loads(run("enrol", "--centre", "341323110000", "--device", "01", "--json", data=data).stdout)["code"]
    shelf, door = PaperShelf(), HttpDoor(url)
    granted = enrol(door, shelf, code, "渔沟镇为民服务中心", begin(shelf).body)
    return shelf, Courier(door, shelf, Upstream("city", granted.city_key), Clock()), door


def test_it_serves_and_its_commands_work_beside_it(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo", "--name", "灵璧县") as (process, url):
        shelf, courier, door = device(tmp_path, url)
        filed = accept(shelf)
        assert courier.round().waiting == 0
        case_no = filed.read().case or ""
        (listed,) = json.loads(run("cases", "--json", data=tmp_path).stdout)
        assert (listed["case_no"], listed["state"], listed["due_on"]) == (case_no, "accepted", "2026-12-21")
        asked = run("decide", case_no, "--result", "supplement", "--text", "照片；鉴定报告", "--json", data=tmp_path)
        assert json.loads(asked.stdout) == {"case_no": case_no, "state": "supplement"}
        decided = run("decide", case_no, "--result", "granted", "--text", "同意", data=tmp_path)
        assert (decided.returncode, decided.stdout) == (0, f"办件 {case_no}：已办结，准予。\n")
        assert courier.round().received == 2
        checked = run("check", "--json", data=tmp_path)
        assert (checked.returncode, json.loads(checked.stdout)["ok"]) == (0, True)
        with requests.Session() as browser:
            assert "灵璧县办件进度（演示）" in browser.get(url).text
        door.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["decide", "no-such", "--result", "granted", "--text", "x"], 2, "没有办件 no-such"),
        (["decide", "x", "--result", "granted", "--text", " "], 2, "意见或理由"),
        (["decide", "x", "--result", "supplement", "--text", "x", "--until", "soon"], 2, "日期“soon”不对"),
        (["decide", "x", "--result", "perhaps", "--text", "x"], 2, "命令写得不对"),
        (["enrol", "--centre", "12", "--device", "01"], 2, "中心代码“12”不对"),
        (["enrol", "--centre", "341323110000", "--device", "1"], 2, "设备号“1”不对"),
        (["revoke", "--centre", "341323110000", "--device", "01"], 2, "没有登记过设备"),
        (["dance"], 2, "命令写得不对"),
        (["cases", "--database", "nonsense"], 3, "数据库地址“nonsense”用不了"),
        (["cases", "--database", "sqlite:////nowhere/at/all.db"], 3, "打不开市平台的数据库"),
    ],
)
def test_bad_news_are_said_in_chinese_with_a_code(tmp_path: Path, words: list[str], code: int, says: str) -> None:
    done = run(*words, data=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_round_waits_for_nobody(tmp_path: Path) -> None:
    """An answer is not held back for an acknowledgement of TCP (40 ms): the fastest of many rounds shows it."""
    with serving(tmp_path) as (_, url):
        _, courier, door = device(tmp_path, url)
        courier.round()
        fastest = min(_timed(courier.round) for _ in range(30))
        assert fastest < 0.035
        door.close()


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, url):
        done = run("--port", url.rpartition(":")[2], data=tmp_path)
    assert (done.returncode, "打不开" in done.stderr) == (3, True)


def test_a_key_that_is_lost_is_not_made_up(tmp_path: Path) -> None:
    assert run("cases", data=tmp_path).returncode == 0
    (tmp_path / "city.key").write_text("rubbish")
    done = run("cases", data=tmp_path)
    assert (done.returncode, "密钥文件" in done.stderr) == (3, True)


def test_kills_while_it_stores_lose_and_double_nothing(tmp_path: Path) -> None:
    """Killed at any moment of a round, three times: whatever was acknowledged is there, once."""
    with serving(tmp_path) as (_, url):
        shelf, courier, door = device(tmp_path, url)
        upstream = courier._upstream
        door.close()
    for kill in range(KILLS):
        with serving(tmp_path) as (process, url):
            door = HttpDoor(url)
            courier = Courier(door, shelf, upstream, Clock())
            killer = threading.Timer(0.02 + 0.013 * kill, process.kill)
            killer.start()
            try:
                while True:
                    accept(shelf, len(shelf.own()))
                    courier.round()
            except CityUnreachable:
                pass  # it is dead now
            killer.join()
            door.close()
        acknowledged = sum(head.seq for head in shelf.acknowledged("city"))
        checked = json.loads(run("check", "--json", data=tmp_path).stdout)
        assert checked["problems"] == []
        assert checked["entries"] >= acknowledged
    with serving(tmp_path) as (_, url):
        door = HttpDoor(url)
        courier = Courier(door, shelf, upstream, Clock())
        while courier.round().waiting:
            pass
        door.close()
    listed = json.loads(run("cases", "--json", data=tmp_path).stdout)
    filed = [e.read().case for e in shelf.papers.places[1] if e.read().kind == "case.accepted"]
    assert [one["case_no"] for one in listed] == filed


def test_kills_while_a_scan_comes_in_cost_a_part_each(tmp_path: Path) -> None:
    """A scan of 6 MB, and the city killed again and again on its way: it goes on from where it was."""
    content = os.urandom(6_000_000)
    name = hashlib.sha256(content).hexdigest()
    named = {"sha256": name, "size": len(content), "name": "scan.jpg", "media_type": "image/jpeg", "material": "m"}
    with serving(tmp_path) as (_, url):
        shelf, courier, door = device(tmp_path, url)
        shelf.papers.scans[name] = content
        accept(shelf, 1, attachments=[named])
        assert courier.round().waiting == 0
        door.close()
    for kill in range(KILLS):
        with serving(tmp_path) as (process, url):
            door = HttpDoor(url)
            carrier = ScanCarrier(door, shelf, shelf, "city")
            killer = threading.Timer(0.03 + 0.02 * kill, process.kill)
            killer.start()
            while True:
                carried = carrier.carry([name], "")
                if not carried.sent:
                    break
            killer.join()
            door.close()
    with serving(tmp_path) as (_, url):
        door = HttpDoor(url)
        carrier = ScanCarrier(door, shelf, shelf, "city")
        while carrier.carry([name], "").left:
            pass
        door.close()
    assert ("city", name) in shelf.papers.arrived
    assert json.loads(run("check", "--json", data=tmp_path).stdout)["problems"] == []
