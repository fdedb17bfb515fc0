"""A village without a line: cases and scans go to the city on a stick, the answer comes back, and nothing waits."""

from pathlib import Path

from kiosk.demo.city import DemoCity
from tests.paper.scan_kit import packed, sheet

from .browser import page
from .station import Station


def test_a_village_without_a_line_reaches_the_city_and_hears_back(
    joined: Station, city: DemoCity, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    photo = tmp_path / "户口簿.jpg"
    photo.write_bytes(packed(sheet(), "JPEG", quality=95))
    taken = joined.accept("M1201", tmp_path, "--attach", f"M1201-A03={photo}", "--staff", "0305").value

    out = joined.run("courier", "out", str(stick))
    assert out.code == 0, out.sentence
    assert out.value["scans"] == 1
    assert out.value["on_stick"] == out.value["waiting"] > 0
    assert "张守田".encode() not in b"".join(path.read_bytes() for path in stick.iterdir())

    read = city.ask("courier", "in", str(stick))
    assert [one["refused"] for one in read["files"]] == [""]
    assert (read["stored"], read["scans"]) == (out.value["entries"], 1)
    city.ask("decide", taken["case_no"], "--result", "supplement", "--text", "请补收入证明")
    assert len(city.ask("courier", "out", str(stick))["answers"]) == 1

    back = joined.run("courier", "in", str(stick))
    assert back.code == 0, back.sentence
    assert (back.value["waiting"], back.value["acknowledged"]) == (0, out.value["entries"])
    assert (back.value["received"], back.value["scans"]) == (1, 1)
    assert joined.run("case", "show", taken["case_no"]).value["ask"] == "请补收入证明"

    shown = page(taken["qr"], tmp_path / "profile")
    assert taken["case_no"] in shown
    assert "收入证明" in shown
    assert joined.run("check").value["ok"]
    assert city.ask("check")["ok"]
    assert joined.run("sync", "--once").value["received"] == 0


def test_what_is_wrong_with_a_stick_is_said_in_chinese_and_leaves_all_as_it_was(
    joined: Station, tmp_path: Path
) -> None:
    nowhere = joined.run("courier", "out", str(tmp_path / "nowhere"))
    assert (nowhere.code, "U盘没插好" in nowhere.sentence) == (3, True)
    empty = joined.run("courier", "in", str(tmp_path))
    assert (empty.code, "没有给本机" in empty.sentence) == (3, True)
    alone = Station(tmp_path, "07").begin()
    unaddressed = alone.run("courier", "out", str(tmp_path))
    assert (unaddressed.code, "加密信箱" in unaddressed.sentence) == (3, True)
    assert joined.run("check").value["ok"]
