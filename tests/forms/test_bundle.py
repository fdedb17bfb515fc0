"""Parcels of definitions: genuine or not taken, held from their hour on, never saying otherwise what is published."""

import hmac
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import (
    BadBundle,
    Catalogue,
    check,
    held_bundles,
    install_bundle,
    next_change,
    open_bundle,
    pack_bundle,
    signed_anew,
)
from tests.forms.conftest import ON, ROOT

HOUR = datetime(2026, 12, 1, tzinfo=UTC)
ROOM = (ROOT / "forms" / "FORMAT.md").read_text("utf-8").partition("```toml\n")[2].partition("```")[0]


def _sign(content: bytes) -> bytes:
    return hmac.digest(b"the county", content, "sha256")


def _verify(content: bytes, signature: bytes) -> bool:
    return hmac.compare_digest(_sign(content), signature)


def _folder(tmp_path: Path, text: str = ROOM, name: str = "X0001.v1") -> Path:
    place = tmp_path / "source" / "definitions" / "own" / f"{name}.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    return tmp_path / "source"


def _packed(folder: Path, serial: int = 1, since: datetime = HOUR) -> bytes:
    return pack_bundle(folder, issuer="灵璧县", serial=serial, since=since, sign=_sign)


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    first = _packed(folder)
    for path in folder.rglob("*.toml"):
        path.touch()
    assert _packed(folder) == first
    bundle = open_bundle(first, _verify)
    assert (bundle.issuer, bundle.serial, bundle.since) == ("灵璧县", 1, HOUR)


def test_a_matter_is_taken_over_at_its_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    shelf = tmp_path / "shelf"
    assert next_change(shelf, HOUR, _verify) is None
    install_bundle(_packed(_folder(tmp_path)), shelf, _verify)
    before = HOUR - timedelta(seconds=1)
    assert Catalogue.with_bundles(shelf, before, _verify).versions("X0001") == ()
    assert next_change(shelf, before, _verify) == HOUR
    catalogue = Catalogue.with_bundles(shelf, HOUR, _verify)
    matter = catalogue.matter("X0001")
    assert check(matter, matter.example.answers, on=ON).ok
    assert len(catalogue.matters()) == len(Catalogue.shipped().matters()) + 1
    assert next_change(shelf, HOUR, _verify) is None


def test_a_later_version_joins_the_earlier_one(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    install_bundle(_packed(_folder(tmp_path)), shelf, _verify)
    newer = ROOM.replace("version = 1", "version = 2", 1)
    folder = _folder(tmp_path, newer, "X0001.v2")
    later = _packed(folder, 2, HOUR + timedelta(days=31))
    install_bundle(later, shelf, _verify)
    install_bundle(later, shelf, _verify)
    assert [one.serial for one in held_bundles(shelf, HOUR, _verify)[0]] == [1]
    assert [one.serial for one in held_bundles(shelf, HOUR + timedelta(days=31), _verify)[0]] == [1, 2]
    assert len(list(shelf.iterdir())) == 2


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda text: text.replace("借会议室", "借礼堂", 1), "bundle_published"),
        (lambda text: text.replace('code = "X0001"', 'code = "M1201"', 1), "bundle_published"),
        (
            lambda text: text.replace("people = 45", "people = 0").replace("X0001", "X0002"),
            "bundle_fault",
        ),
        (
            lambda text: text.replace('block = "applicant"', 'block = "nobody"').replace("X0001", "X0002"),
            "bundle_fault",
        ),
        (lambda text: text.replace("format = 1", "format = ["), "bundle_fault"),
    ],
)
def test_a_bundle_that_breaks_what_is_published_is_not_taken(change: object, key: str, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    install_bundle(_packed(_folder(tmp_path)), shelf, _verify)
    text = change(ROOM)  # type: ignore[operator]
    with pytest.raises(BadBundle) as caught:
        install_bundle(_packed(_folder(tmp_path / "other", text), 2), shelf, _verify)
    assert caught.value.key == key
    assert "没有采用" in str(caught.value)
    assert len(list(shelf.iterdir())) == 1


def test_a_shipped_code_set_is_not_changed_by_a_bundle(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "codes").mkdir()
    own = '[[code_sets]]\nid = "gender"\nname = "x"\nstandard = "x"\nconfidence = "C"\noptions = []\n'
    (folder / "codes" / "own.toml").write_text(own, "utf-8")
    with pytest.raises(BadBundle, match="gender"):
        install_bundle(_packed(folder), tmp_path / "shelf", _verify)


def _repacked(content: bytes, change: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        entries = {name: before.read(name) for name in before.namelist()} | change
        for name, one in entries.items():
            after.writestr(name, one)
    return packed.getvalue()


def test_what_is_not_genuine_is_not_taken(tmp_path: Path) -> None:
    good = _packed(_folder(tmp_path))
    name = "definitions/own/X0001.v1.toml"
    manifest = json.loads(zipfile.ZipFile(io.BytesIO(good)).read("manifest.json"))

    def signed(**changes: object) -> bytes:
        text = json.dumps({**manifest, **changes}).encode()
        return _repacked(good, {"manifest.json": text, "manifest.sig": _sign(text)})

    sly = {"definitions/../../evil.toml": b"x = 1"}
    sly_files = {**manifest["files"], next(iter(sly)): sha256(b"x = 1").hexdigest()}
    for wrong, key in (
        (b"", "bundle_form"),
        (good[:-40], "bundle_form"),
        (_repacked(good, {"manifest.sig": b"0" * 32}), "bundle_signature"),
        (_repacked(good, {name: b"format = 1"}), "bundle_files"),
        (_repacked(good, {"definitions/own/X0002.v1.toml": b"x = 1"}), "bundle_files"),
        (_repacked(signed(files=sly_files), sly), "bundle_files"),
        (signed(format=9), "bundle_form"),
        (signed(since="2026-12-01T00:00:00"), "bundle_form"),
        (signed(since=3), "bundle_form"),
        (signed(files=[]), "bundle_files"),
        (_repacked(good, {"manifest.json": b"{", "manifest.sig": _sign(b"{")}), "bundle_form"),
        (_repacked(good, {"manifest.json": b"[]", "manifest.sig": _sign(b"[]")}), "bundle_form"),
        (_repacked(good, {"definitions/big.toml": b"#" * 21 * 2**20}), "bundle_form"),
    ):
        with pytest.raises(BadBundle) as caught:
            install_bundle(wrong, tmp_path / "shelf", _verify)
        assert caught.value.key == key
    assert not (tmp_path / "shelf").exists()


def test_a_bundle_that_was_touched_on_the_shelf_is_left_out(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    install_bundle(_packed(_folder(tmp_path)), shelf, _verify)
    (place,) = shelf.iterdir()
    place.write_bytes(place.read_bytes().replace("借会议室".encode(), "借会义室".encode()))
    assert held_bundles(shelf, HOUR, _verify) == ([], [place.name])
    assert Catalogue.with_bundles(shelf, HOUR, _verify).versions("X0001") == ()


def test_an_empty_folder_or_a_time_without_zone_makes_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BadBundle, match="没有可以发布的定义"):
        _packed(tmp_path)
    with pytest.raises(BadBundle, match="时区"):
        _packed(_folder(tmp_path), since=datetime(2026, 12, 1))  # noqa: DTZ001


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_bytes_make_it_raise_anything_else(data: st.DataObject) -> None:
    content = data.draw(st.binary(max_size=200))
    with pytest.raises(BadBundle):
        open_bundle(content, lambda *_: True)


def test_a_number_is_used_for_one_bundle_only(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    install_bundle(_packed(_folder(tmp_path), 3), shelf, _verify)
    other = _folder(tmp_path / "other", ROOM.replace("X0001", "X0002"), "X0002.v1")
    with pytest.raises(BadBundle, match="第 3 号") as caught:
        install_bundle(_packed(other, 3), shelf, _verify)
    assert caught.value.key == "bundle_serial"
    install_bundle(_packed(other, 2), shelf, _verify)  # an earlier one that comes later adds what it has
    assert [one.serial for one in held_bundles(shelf, HOUR, _verify)[0]] == [2, 3]


def test_every_fault_is_told_by_file_and_place(tmp_path: Path) -> None:
    folder = _folder(tmp_path, ROOM.replace("people = 45", "people = 0"))
    _folder(tmp_path, ROOM.replace("X0001", "X0002").replace('name = "身份证"', 'name = "其他有关材料"'), "X0002.v1")
    (folder / "county.toml").write_text(
        '[[values]]\nkey = "nothing"\nvalue = 1\nfrom = 2026-01-01\nsource = "县 1"\n', "utf-8"
    )
    with pytest.raises(BadBundle) as caught:
        install_bundle(_packed(folder), tmp_path / "shelf", _verify)
    assert caught.value.key == "bundle_fault"
    assert [(one.file, one.place) for one in caught.value.faults] == [
        ("X0001.v1", "example.answers.people"),
        ("X0002.v1", "papers.X0002-A01"),
        ("county.toml", "values.0.key"),
    ]


def test_a_second_signature_leaves_it_the_same_bundle(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    first = _packed(_folder(tmp_path))
    second = signed_anew(first, lambda manifest, signature: hmac.digest(b"the city", manifest + signature, "sha256"))

    def by_city(manifest: bytes, signature: bytes) -> bool:
        return signature == hmac.digest(b"the city", manifest + _sign(manifest), "sha256")

    assert open_bundle(second, by_city).digest == open_bundle(first, _verify).digest
    install_bundle(first, shelf, _verify)
    install_bundle(second, shelf, lambda *given: _verify(*given) or by_city(*given))
    assert len(list(shelf.iterdir())) == 1
    with pytest.raises(BadBundle):
        open_bundle(second, _verify)


def test_a_countys_values_travel_with_its_matters(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    values = b'[[values]]\nkey = "dibao.line_rural_month"\nvalue = 830\nfrom = 2026-07-01\nsource = "x 31"\n'
    (folder / "county.toml").write_bytes(values)
    assert open_bundle(_packed(folder), _verify).county == values
    assert install_bundle(_packed(folder), tmp_path / "shelf", _verify).county == values


def test_who_holds_a_catalogue_sees_the_newer_one(tmp_path: Path) -> None:
    catalogue = Catalogue.shipped()
    held = catalogue.matters
    catalogue.turn_to(Catalogue.from_sources([ROOT / "forms", _folder(tmp_path)]))
    assert "X0001" in {one.code for one in held()}
    assert catalogue.matter("X0001").name == "村级会议室借用登记"
    assert Catalogue.shipped().is_fresh
