"""A centre with a hub, as processes: two PCs, the hub beside the screens' store, and the city behind it."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from kiosk.demo.city import DemoCity
from tests.paper.scan_kit import packed, sheet

from .station import CENTRE, Station


@contextmanager
def hub_of(station: Station, port: int = 0) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """`kiosk hub` on this station's data; its address, once it listens."""
    command = [sys.executable, "-m", "kiosk", "hub", "--listen", f"127.0.0.1:{port}", "--data", str(station.data)]
    with subprocess.Popen(command, env=station.environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())["url"], process
        finally:
            process.terminate()


def code_of(station: Station) -> str:
    code: str = station.run("hub", "--code").value["code"]
    return code


def until(seen: Any, seconds: float = 60) -> Any:
    """Until it is true; what it was."""
    end = monotonic() + seconds
    while not (now := seen()):
        assert monotonic() < end
        threading.Event().wait(0.5)
    return now


def test_a_case_of_the_second_pc_reaches_the_city_through_the_hub(
    joined: Station, city: DemoCity, tmp_path: Path
) -> None:
    second = Station(tmp_path, "02").begin(city.url)
    photo = tmp_path / "户口簿.jpg"
    photo.write_bytes(packed(sheet(), "JPEG", quality=95))
    with hub_of(joined) as (url, process):
        said = second.run("pair", "--url", url, "--code", code_of(joined))
        assert (said.code, said.value["device"]) == (0, f"{CENTRE}-02"), said.sentence
        again = second.run("pair", "--url", url, "--code", "AAAA-AAAA-AAAA-AAAA")
        assert again.code == 3
        assert "中心节点" in again.sentence or "码" in again.sentence
        case_no = second.accept("M1201", tmp_path, "--attach", f"M1201-A03={photo}").value["case_no"]
        assert second.run("sync", "--once").value["waiting"] > 0  # at the hub, and not yet at the city
        assert [case["case_no"] for case in joined.run("case", "list", "--search", "").value] == [case_no]
        until(lambda: [case["case_no"] for case in city.ask("cases")] == [case_no])
        until(lambda: second.run("sync", "--once").value["waiting"] == 0)
        (paired,) = joined.run("hub").value["devices"]
        assert (paired["device"], paired["answer"], paired["role"]) == (f"{CENTRE}-02", "certified", "window")
        city.ask("decide", case_no, "--result", "granted", "--text", "准予")
        second.accept("M1103", tmp_path)  # something new: the hub goes to the city soon, and not only as a habit
        until(lambda: second.run("sync", "--once") and _state(second, case_no) == "办结（准予）")

        process.send_signal(signal.SIGKILL)  # in the middle of whatever it does
        process.wait()
        offline = second.accept("M1201", tmp_path).value["case_no"]
        away = second.run("sync", "--once")
        assert (away.code, "中心节点" in away.sentence) == (3, True)
        port = int(url.rpartition(":")[2])
        with hub_of(joined, port):
            until(lambda: second.run("sync", "--once").value is not None)
            until(lambda: offline in {case["case_no"] for case in city.ask("cases")})
            until(lambda: second.run("sync", "--once").value["waiting"] == 0)
    for station in (joined, second):
        checked = station.run("check")
        assert checked.value["ok"], checked.value["problems"]
        assert station.run("work", "list").value == []
    assert city.ask("check")["ok"]


def _state(station: Station, case_no: str) -> str:
    state: str = station.run("case", "show", case_no).value["state"]
    return state


def test_definitions_reach_the_second_pc_through_the_hub(joined: Station, city: DemoCity, tmp_path: Path) -> None:
    """The hub fetches what the city has published, and the PC behind it, which never speaks with the city, has it."""
    from tests.app.catalogue_kit import COUNTY, Author
    from tests.sync.city_kit import NOW

    second, parcel = Station(tmp_path, "02").begin(city.url), tmp_path / "county.bundle"
    parcel.write_bytes(Author(tmp_path / "county").bundle(NOW))
    public = COUNTY.public_key().public_bytes_raw().hex()
    with hub_of(joined) as (url, _):
        assert second.run("pair", "--url", url, "--code", code_of(joined)).code == 0
        second.accept("M1103", tmp_path)
        until(lambda: second.run("sync", "--once").value["waiting"] == 0)  # the city knows it now
        city.ask("catalogue", "publish", str(parcel), "--key", public)
        second.accept("M1103", tmp_path)  # something new: the hub goes to the city soon
        until(lambda: second.run("sync", "--once") and second.run("forms", "show", "X0001").code == 0)
        assert joined.run("forms", "show", "X0001").code == 0


def test_a_pc_is_paired_without_knowing_where_its_hub_is(joined: Station, city: DemoCity, tmp_path: Path) -> None:
    """The code that is written on the hub is enough: the hub announces itself on the LAN, here on the loopback."""
    second, third = Station(tmp_path, "02").begin(city.url), Station(tmp_path, "03").begin(city.url)
    with on_lan("127.0.0.1"), hub_of(joined) as (url, _):
        fingerprint = code_of(joined).replace("-", "")[8:]
        heard = until(lambda: [one for one in joined.run("hub", "--find").value if one["fingerprint"] == fingerprint])
        assert heard == [{"centre": CENTRE, "device": f"{CENTRE}-01", "fingerprint": fingerprint, "url": url}]
        said = second.run("pair", "--code", code_of(joined))
        assert (said.code, said.value) == (0, {"url": url, "device": f"{CENTRE}-02"}), said.sentence
        said = third.run("pair", "--code", "AAAA-AAAA-AAAA-AAAA")
        assert (said.code, "--url" in said.sentence) == (2, True)
    with on_lan("off"):
        assert joined.run("hub", "--find").value == []


@contextmanager
def on_lan(lan: str) -> Iterator[None]:
    """`KIOSK_LAN` for all that is started meanwhile."""
    os.environ["KIOSK_LAN"] = lan
    try:
        yield
    finally:
        del os.environ["KIOSK_LAN"]
