"""A county's own definitions at the command line: a key, a parcel, a board of values, a report; refusals in Chinese."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kiosk.cli.run import main

ROOM = (
    (Path(__file__).parents[2] / "forms" / "FORMAT.md").read_text("utf-8").partition("```toml\n")[2].partition("```")[0]
)
CENTRE = ("--centre", "341323110000", "--name", "灵璧县渔沟镇为民服务中心", "--device", "01")
LINE = "dibao.line_rural_month"


class Desk:
    """Types commands and reads what they say."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self._capsys = home, capsys

    def type(self, *words: object) -> tuple[int, str]:
        code = main([str(word) for word in words] + ["--data", str(self.home / "data")])
        said = self._capsys.readouterr()
        return code, said.out + said.err

    def ask(self, *words: object) -> Any:
        code, said = self.type(*words, "--json")
        assert code == 0, said
        return json.loads(said)

    def folder(self, text: str = ROOM, name: str = "source") -> Path:
        place = self.home / name / "definitions" / "own" / "matter.toml"
        place.parent.mkdir(parents=True)
        place.write_text(text, "utf-8")
        return self.home / name

    def pack(self, folder: Path, *words: object, key: str = "county.key", since: str = "2026-01-01") -> Path:
        out = self.home / f"{folder.name}.bundle"
        self.ask(
            "forms",
            "pack",
            folder,
            "--issuer",
            "灵璧县",
            "--since",
            since,
            "--key",
            self.home / key,
            "--out",
            out,
            *words,
        )
        return out


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A station that takes the parcels of the county whose key was named at its beginning."""
    monkeypatch.setenv("KIOSK_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    desk = Desk(tmp_path, capsys)
    desk.ask("forms", "key", "--out", tmp_path / "county.key")
    desk.ask("init", *CENTRE, "--county-key", tmp_path / "county.key.pub", "--county-name", "灵璧县")
    return desk


def test_a_parcel_comes_from_a_stick_before_any_city_is_known(desk: Desk) -> None:
    assert desk.type("forms", "show", "X0001")[0] == 2
    packed = desk.pack(desk.folder())
    done = desk.ask("forms", "install", packed)
    assert (done["issuer"], done["holds"], done["again"]) == ("灵璧县", True, False)
    assert desk.ask("forms", "install", packed)["again"]
    assert desk.ask("forms", "show", "X0001")["name"] == "村级会议室借用登记"
    assert "X0001" in {row["matter"] for row in desk.ask("forms", "list")}
    (row,) = desk.ask("forms", "shelf")
    assert (row["taken"], row["whole"]) == (True, True)
    answers = desk.home / "answers.json"
    answers.write_text(json.dumps(desk.ask("forms", "example", "X0001"), ensure_ascii=False), "utf-8")
    taken = desk.ask("case", "accept", "--matter", "X0001", "--answers", answers)
    assert Path(taken["receipt_pdf"]).exists()
    assert desk.ask("check")["ok"]
    (place,) = (desk.home / "data" / "catalogue").glob("*.bundle")
    place.write_bytes(place.read_bytes()[:-9])
    code, said = desk.type("check")
    assert (code, f"目录包 {place.name} 不在了或被改动" in said) == (2, True), said


def test_a_parcel_waits_for_its_time(desk: Desk) -> None:
    done = desk.ask("forms", "install", desk.pack(desk.folder(), since="2099-01-01T08:00"))
    assert (done["holds"], done["since"]) == (False, "2099-01-01T08:00:00+08:00")
    assert desk.type("forms", "show", "X0001")[0] == 2


def test_a_parcel_of_another_county_is_refused_until_a_person_trusts_it(desk: Desk) -> None:
    other = desk.ask("forms", "key", "--out", desk.home / "other.key")
    packed = desk.pack(desk.folder(), key="other.key")
    code, said = desk.type("forms", "install", packed)
    assert code == 2
    assert "签名验不过" in said
    trusted = desk.ask("county", "trust", other["public_key"], "--name", "泗县")
    assert trusted["key_id"] == other["key_id"]
    assert desk.ask("forms", "install", packed)["holds"]


def test_a_faulty_folder_is_not_packed_and_every_fault_is_told(desk: Desk) -> None:
    folder = desk.folder(ROOM.replace('name = "身份证"', 'name = "其他有关材料"').replace("people = 45", "people = 0"))
    out = desk.home / "bad.bundle"
    words = ("--issuer", "灵璧县", "--since", "2026-01-01", "--key", desk.home / "county.key", "--out", out)
    code, said = desk.type("forms", "pack", folder, *words)
    assert code == 2
    assert "X0001.v1 papers.X0001-A01：" in said
    assert "X0001.v1 example.answers.people：" in said
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("forms", "install", "nothing.bundle"), 2, "读不出"),
        (("forms", "key", "--out", "{home}/county.key"), 2, "已经有一把密钥"),
        (("forms", "key", "--out", "{home}/no/such/folder.key"), 3, "写不进"),
        (("county", "trust", "abc", "--name", "x"), 2, "读不出"),
        (("county", "trust", "{home}/county.bad", "--name", "x"), 2, "不是密钥"),
        (("county", "set", "{home}/county.bad"), 2, "没有采用"),
        (("county", "show", "--on", "yesterday"), 2, "2026-12-01"),
        (("forms", "compare", "{home}/county.bad"), 2, "没有采用"),
    ],
)
def test_what_cannot_be_done_is_said_in_chinese(desk: Desk, words: tuple[str, ...], code: int, sentence: str) -> None:
    (desk.home / "county.bad").write_text("[", "utf-8")
    done, said = desk.type(*(word.format(home=desk.home) for word in words))
    assert (done, sentence in said) == (code, True), said


def test_the_countys_board_is_put_up_and_read_by_day(desk: Desk) -> None:
    board = desk.home / "county.toml"
    entry = f'[[values]]\nkey = "{LINE}"\nvalue = {{}}\nfrom = {{}}\nsource = "灵民〔2026〕31号"\n'
    board.write_text(entry.format(830, "2026-07-01") + entry.format("-1", "2027-07-01"), "utf-8")
    code, said = desk.type("county", "set", board)
    assert code == 2
    assert "第 2 条：" in said
    board.write_text(entry.format(830, "2026-07-01") + entry.format(860, "2027-07-01"), "utf-8")
    assert desk.ask("county", "set", board)["values"] == 2

    def on(day: str) -> tuple[Any, str]:
        row = next(row for row in desk.ask("county", "show", "--on", day) if row["key"] == LINE)
        return row["value"], row["source"]

    assert on("2026-08-01") == (830, "灵民〔2026〕31号")
    assert on("2027-08-01")[0] == 860
    assert on("2026-06-30")[1] == ""
    assert LINE in desk.type("county", "show")[1]


def test_the_same_matter_at_two_centres_is_laid_side_by_side(desk: Desk) -> None:
    one = desk.folder(name="yugou")
    two = desk.pack(desk.folder(ROOM.replace('name = "身份证"', 'name = "居民身份证"'), "xialou"))
    sheet = desk.home / "fair.xlsx"
    report = desk.ask("forms", "compare", f"渔沟={one}", two, "--xlsx", sheet)
    (row,) = report["differences"]
    assert report["centres"] == ["渔沟", "xialou"]
    assert (row["matter"], row["said"]) == ("X0001", {"渔沟": "身份证", "xialou": "居民身份证"})
    assert report["same"] == report["compared"] - 1
    lines = desk.type("forms", "compare", f"渔沟={one}", two)[1]
    assert "X0001 村级会议室借用登记" in lines
    cells = [cell.value for cell in load_workbook(sheet).active[2]]
    assert cells == ["X0001", "村级会议室借用登记", "身份证", "材料名称", "身份证", "居民身份证"]
