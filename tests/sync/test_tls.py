"""TLS before the city, by itself and by a reverse proxy: whom a device trusts, and that its clock has no say in it."""

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from kiosk.cli.run import main as kiosk
from sync.city.application import application
from sync.city.house import china_now
from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor
from sync.client.enrol import enrol
from sync.client.scans import ScanCarrier
from sync.client.troubles import CityUnreachable
from sync.client.trust import Trust, read_ca
from sync.protocol.enrolment import write_invitation
from tests.sync.city_kit import Clock, a_city, accept, begin
from tests.sync.conftest import Listening, listening
from tests.sync.paper_shelf import PaperShelf
from tests.sync.test_cityd import run, serving
from tests.sync.tls_kit import ALWAYS, NOW, Authority, Papers, Span

DAYS = timedelta(days=1)


@contextmanager
def secured(folder: Path, papers: Papers) -> Iterator[str]:
    """A city that shows these papers; its address."""
    with listening(application(a_city(folder)), ssl_certfile=papers.certificate, ssl_keyfile=papers.key) as url:
        yield url


def ask(url: str, trust: Trust) -> int:
    """What the other side answers to rubbish, if it is let speak at all."""
    door = HttpDoor(url, trust=trust)
    try:
        door.exchange(b"rubbish")
    except CityUnreachable as trouble:
        if trouble.key == "certificate":
            raise
    except Exception as no:  # the city's own no: TLS has let it through
        return int(str(getattr(no, "values", {}).get("status", 400)))
    finally:
        door.close()
    return 400


def test_cityd_speaks_tls_itself_and_a_device_with_its_authority_enrols(tmp_path: Path) -> None:
    county = Authority(tmp_path)
    papers = county.issue()
    data = tmp_path / "city"
    words = ("--tls-cert", str(papers.certificate), "--tls-key", str(papers.key))
    with serving(data, *words) as (_, url):
        assert url.startswith("https://127.0.0.1:")
        code = json.loads(run("enrol", "--centre", "341323110000", "--device", "01", "--json", data=data).stdout)[
            "code"
        ]
        shelf, door = PaperShelf(), HttpDoor(url, trust=Trust(read_ca(county.path.read_bytes())))
        granted = enrol(door, shelf, code, "渔沟镇", begin(shelf).body)
        accept(shelf)
        assert Courier(door, shelf, Upstream("city", granted.city_key), Clock()).round().waiting == 0
        door.close()


def test_a_kiosk_enrols_by_what_its_scanner_read_and_keeps_the_authority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    county, city = Authority(tmp_path), a_city(tmp_path / "city", china_now)
    papers = county.issue()
    monkeypatch.setenv("KIOSK_KEYS", str(tmp_path / "keys"))
    data = ("--data", str(tmp_path / "data"))
    assert kiosk(["init", "--centre", "341323110000", "--name", "渔沟镇为民服务中心", "--device", "01", *data]) == 0
    served = application(city)
    with listening(served, ssl_certfile=papers.certificate, ssl_keyfile=papers.key) as url:
        read = write_invitation(url, city.register.new_code("341323110000-01"))
        assert read.isupper()
        assert kiosk(["enrol", "--scan", read.lower(), *data]) == 3  # its authority is not one of the system's
        assert "安全证书" in capsys.readouterr().err
        assert kiosk(["enrol", "--scan", read, "--ca", str(tmp_path / "no.crt"), *data]) == 2
        monkeypatch.setenv("KIOSK_CITY_CA", str(county.path))
        assert kiosk(["enrol", "--scan", read, *data]) == 0
        monkeypatch.delenv("KIOSK_CITY_CA")
        county.path.unlink()
        assert kiosk(["sync", "--once", *data]) == 0
    assert kiosk(["enrol", "--scan", "https://city.example/e/short", *data]) == 2
    city.books.close()


def test_a_certificate_of_somebody_else_stops_before_anything_is_sent(tmp_path: Path) -> None:
    county, stranger = Authority(tmp_path), Authority(tmp_path, "Stranger")
    with secured(tmp_path / "city", stranger.issue()) as url:
        for trust in (Trust(county.ca), Trust()):  # an authority of the county, those of the system
            with pytest.raises(CityUnreachable, match="certificate"):
                ask(url, trust)


def test_a_certificate_for_another_name_is_not_taken(tmp_path: Path) -> None:
    county = Authority(tmp_path)
    with (
        secured(tmp_path / "city", county.issue(host="other.example")) as url,
        pytest.raises(CityUnreachable, match="cert"),
    ):
        ask(url, Trust(county.ca))


def test_a_servers_own_certificate_can_be_trusted_alone(tmp_path: Path) -> None:
    papers = Authority(tmp_path).issue()
    with secured(tmp_path / "city", papers) as url:
        assert ask(url, Trust(papers.ca)) == 400


@pytest.mark.parametrize(
    ("span", "told", "taken"),
    [
        (ALWAYS, None, True),
        ((-800.0, -400.0), None, True),  # as a clock 400 days fast sees a good one: it has no say
        ((400.0, 800.0), None, True),  # and one 400 days slow
        ((400.0, 800.0), 0.0, True),  # newer than anything heard of
        ((-800.0, 10.0), 0.0, True),
        ((-800.0, -1.0), 0.0, False),  # the city itself has signed a later time than this one lasts
        ((-800.0, -1.0), -2.0, True),
    ],
)
def test_only_the_citys_own_word_says_what_time_it_is(
    tmp_path: Path, span: Span, told: float | None, taken: bool
) -> None:
    county = Authority(tmp_path, span=span)
    trust = Trust(county.ca, lambda: None if told is None else NOW + told * DAYS)
    with secured(tmp_path / "city", county.issue(span)) as url:
        if taken:
            assert ask(url, trust) == 400
        else:
            with pytest.raises(CityUnreachable, match="certificate"):
                ask(url, trust)


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\xff\xfe", b"-----BEGIN CERTIFICATE-----\n", b"x" * 300_000])
def test_a_file_without_a_certificate_is_none(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"certificate|ascii"):
        read_ca(content)


def test_a_key_that_does_not_fit_is_said(tmp_path: Path) -> None:
    county = Authority(tmp_path)
    words = ("--tls-cert", str(county.issue().certificate), "--tls-key", str(county.issue((-1, 5)).key))
    done = run("--port", "0", *words, data=tmp_path / "city")
    assert (done.returncode, "不配对" in done.stderr, "Traceback" in done.stderr) == (3, True, False)


# --- behind nginx, with the configuration that docs/city.md gives ---


def written_nginx(name: str) -> str:
    """A configuration as the page on running a city has it."""
    page = (Path(__file__).parents[2] / "docs" / "city.md").read_text("utf-8")
    return page.partition(f"```nginx\n# {name}\n")[2].partition("```")[0]


@pytest.fixture
def proxied(tmp_path: Path) -> Iterator[Callable[..., tuple[str, "subprocess.Popen[bytes]"]]]:
    """nginx before an address, as the page says; gives its own address."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        pytest.skip("missing: nginx")
    started: list[subprocess.Popen[bytes]] = []

    def begin(papers: Papers, upstream: str, *changed: tuple[str, str]) -> tuple[str, "subprocess.Popen[bytes]"]:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        server = written_nginx("city.conf")
        for old, new in (
            ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
            ("city.example.gov.cn", "127.0.0.1"),
            ("/etc/weimin-city/tls.crt", str(papers.certificate)),
            ("/etc/weimin-city/tls.key", str(papers.key)),
            ("http://127.0.0.1:8400", upstream),
            *changed,
        ):
            assert old in server
            server = server.replace(old, new)
        folder = tmp_path / "nginx"
        folder.mkdir(exist_ok=True)
        paths = "".join(f"{one}_temp_path {folder};" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(
            f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/log;"
            f"events {{}} http {{ access_log off; gzip on; gzip_types *; gzip_min_length 1; {paths} {server} }}"
        )
        own = ["-g", "user root;"] if os.geteuid() == 0 else []
        started.append(subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", *own]))
        for _ in range(400):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            started[-1].poll()
            assert started[-1].returncode is None, (folder / "log").read_text()
            line_up.wait(0.02)
        return f"https://127.0.0.1:{port}", started[-1]

    import threading

    line_up = threading.Event()
    yield begin
    for process in started:
        process.send_signal(signal.SIGQUIT)
        process.wait(20)


def test_behind_nginx_everything_goes_as_without(
    tmp_path: Path, town: Listening, proxied: Callable[..., object]
) -> None:
    """Enrolment, entries, scans, pages: through TLS, buffering and gzip of a proxy."""
    county = Authority(tmp_path)
    url, _ = proxied(county.issue(), town.url)
    shelf, door = PaperShelf(), HttpDoor(url, trust=Trust(county.ca))
    granted = enrol(door, shelf, town.city.register.new_code(shelf.device), "渔沟镇", begin(shelf).body)
    content = os.urandom(600_000)
    import hashlib

    name = hashlib.sha256(content).hexdigest()
    shelf.papers.scans[name] = content
    named = {"sha256": name, "size": len(content), "name": "scan.jpg", "media_type": "image/jpeg", "material": "m"}
    for number in range(1, 40):
        accept(shelf, number, attachments=[named] if number == 1 else [])
    upstream = Upstream("city", granted.city_key)
    outcome = Courier(door, shelf, upstream, Clock(), ScanCarrier(door, shelf, shelf, "city")).round()
    assert (outcome.waiting, outcome.acknowledged, outcome.more) == (0, 40, False)
    assert town.city.scans.read(name) == content
    door.close()
    with requests.Session() as browser:
        page = browser.get(url, verify=str(county.path))
        assert (page.status_code, page.headers.get("Content-Encoding")) == (200, "gzip")
        assert browser.get(f"{url}/console", verify=str(county.path)).status_code == 404


def test_a_proxy_with_a_small_mouth_is_fed_in_small_bites(
    tmp_path: Path, town: Listening, proxied: Callable[..., object]
) -> None:
    """nginx's 413 from client_max_body_size, as it is out of the box or worse."""
    county = Authority(tmp_path)
    url, _ = proxied(county.issue(), town.url, ("client_max_body_size 4m;", "client_max_body_size 80k;"))
    shelf, door = PaperShelf(), HttpDoor(url, trust=Trust(county.ca))
    granted = enrol(door, shelf, town.city.register.new_code(shelf.device), "渔沟镇", begin(shelf).body)
    content = os.urandom(300_000)
    import hashlib

    name = hashlib.sha256(content).hexdigest()
    shelf.papers.scans[name] = content
    named = {"sha256": name, "size": len(content), "name": "scan.jpg", "media_type": "image/jpeg", "material": "m"}
    accept(shelf, 1, attachments=[named])
    for number in range(2, 30):
        accept(shelf, number, answers={"text": os.urandom(4_000).hex()})
    courier = Courier(door, shelf, Upstream("city", granted.city_key), Clock(), ScanCarrier(door, shelf, shelf, "city"))
    for _ in range(40):  # a proxy that says 413 may hang up while the device is still speaking
        with suppress(CityUnreachable):
            outcome = courier.round()
            if not outcome.waiting and not outcome.more:
                break
    assert town.city.scans.read(name) == content
    assert len(town.city.desk.all_cases()) == 29
    door.close()


def test_a_proxy_before_a_dead_city_is_offline(tmp_path: Path, proxied: Callable[..., object]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        dead = taken.getsockname()[1]
    county = Authority(tmp_path)
    url, _ = proxied(county.issue(), f"http://127.0.0.1:{dead}")
    door = HttpDoor(url, trust=Trust(county.ca))
    with pytest.raises(CityUnreachable) as no:
        door.exchange(b"hello")
    assert (no.value.key, no.value.values) == ("failing", {"status": 502})
    door.close()
