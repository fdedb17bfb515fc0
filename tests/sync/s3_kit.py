"""A real S3 server for tests (SeaweedFS): its own folder, its own ports, keys that it asks for."""

import json
import shutil
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import obstore
import pytest
from obstore.store import S3Store

KEY, SECRET, BUCKET = "weimin", "not-a-secret", "scans"


@contextmanager
def s3_server(folder: Path) -> Iterator[str]:
    """Its endpoint, as long as it runs. Skips where there is none."""
    beside = Path(sys.executable).parent / "weed"
    program = str(beside) if beside.exists() else shutil.which("weed")
    if program is None:
        pytest.skip("missing: weed")
    (folder / "s3").mkdir(parents=True)
    may = {"name": "city", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [may]}))
    http, *ports = _free(8)
    master, volume, filer = ports[:2], ports[2:4], ports[4:6]
    words = [
        *("-ip=127.0.0.1", f"-dir={folder / 's3'}", "-volume.max=3", "-master.volumeSizeLimitMB=64"),
        *(f"-master.port={master[0]}", f"-master.port.grpc={master[1]}"),
        *(f"-volume.port={volume[0]}", f"-volume.port.grpc={volume[1]}"),
        *(f"-filer.port={filer[0]}", f"-filer.port.grpc={filer[1]}"),
        *("-s3", f"-s3.port={http}", f"-s3.port.grpc={ports[6]}", f"-s3.config={folder / 's3.json'}"),
        *("-s3.port.iceberg=0", "-s3.port.lance=0"),
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, "server", *words], stdout=log, stderr=log, cwd=folder)
    try:
        _await(process, http, folder / "log")
        _make_bucket(f"http://127.0.0.1:{http}")
        yield f"http://127.0.0.1:{http}"
    finally:
        process.kill()
        process.wait(30)


def _make_bucket(endpoint: str) -> None:
    """This server makes a bucket with the first thing that is put into it."""
    bucket = S3Store(
        BUCKET,
        endpoint=endpoint,
        access_key_id=KEY,
        secret_access_key=SECRET,
        client_options={"allow_http": True},
        virtual_hosted_style_request=False,
    )
    obstore.put(bucket, "begun", b"x")


def _free(count: int) -> list[int]:
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports


def _await(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Until it answers, with whatever: it asks who is there."""
    tick = threading.Event()
    for _ in range(600):
        assert process.poll() is None, log.read_text()[-2000:]
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            tick.wait(0.1)
        else:
            return
    raise AssertionError(log.read_text()[-2000:])
