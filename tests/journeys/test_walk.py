"""The walk without a screen: from the window's command to the page on a resident's phone, and the news back."""

from pathlib import Path
from typing import Any

from kiosk.demo.city import DemoCity
from kiosk.demo.pictures import code_of, printed
from kiosk.paper.raster import page_count
from tests.paper.scan_kit import packed, sheet

from .browser import page
from .station import Station


def _code_on_paper(receipt: str) -> str:
    pdf = Path(receipt).read_bytes()
    return code_of([printed(pdf, number) for number in range(page_count(pdf))])


def _by_number(city: DemoCity) -> dict[str, Any]:
    return {case["case_no"]: case for case in city.ask("cases")}


def test_the_printed_code_leads_to_the_page_before_and_after_the_case_arrives(
    joined: Station, city: DemoCity, tmp_path: Path
) -> None:
    taken = joined.accept("M1201", tmp_path, "--staff", "0305").value
    link = _code_on_paper(taken["receipt_pdf"])
    assert link == taken["qr"]

    before = page(link, tmp_path / "profile")
    assert taken["case_no"] in before
    assert "张守田" not in before

    assert joined.run("sync", "--once").value["waiting"] == 0
    after = page(link, tmp_path / "profile")
    assert taken["case_no"] in after
    assert before != after

    altered = page(link[:-2] + ("11" if link[-2:] != "11" else "22"), tmp_path / "profile")
    assert taken["case_no"] not in altered or "不是" in altered


def test_the_citys_decision_comes_back_to_the_window(joined: Station, city: DemoCity, tmp_path: Path) -> None:
    case_no = joined.accept("M1201", tmp_path).value["case_no"]
    joined.run("sync", "--once")
    city.ask("decide", case_no, "--result", "supplement", "--text", "请补收入证明")
    assert joined.run("sync", "--once").value["received"] == 1
    shown = joined.run("case", "show", case_no).value
    assert (shown["state"], shown["ask"]) == ("待补正", "请补收入证明")
    city.ask("decide", case_no, "--result", "granted", "--text", "准予")
    joined.run("sync", "--once")
    assert joined.run("case", "show", case_no).value["state"] == "办结（准予）"
    assert joined.run("check").value["ok"]


def test_a_whole_days_work_without_the_city_then_one_sync(station: Station, tmp_path: Path) -> None:
    """Offline is never a refusal; afterwards everything is at the city, once."""
    from kiosk.demo.city import running_city

    matters = [row["matter"] for row in station.run("forms", "list").value]
    taken = []
    for matter in matters[::4]:
        station.run("ticket", "take", "--matter", matter)
        station.run("ticket", "call", "--window", "1")
        taken.append(station.accept(matter, tmp_path).value["case_no"])
    assert station.run("sync", "--once").code == 3
    with running_city(tmp_path / "city") as city:
        code = city.ask("enrol", "--centre", "341323110000", "--device", "01")["code"]
        assert station.run("enrol", "--url", city.url, "--code", code).code == 0
        done = station.run("sync", "--once").value
        assert done["waiting"] == 0
        assert sorted(_by_number(city)) == sorted(taken)
        assert len(city.ask("cases")) == len(taken)
        assert city.ask("check")["ok"]
        assert station.run("sync", "--once").value["sent"] == 0


def test_a_scan_follows_its_case_to_the_city(joined: Station, city: DemoCity, tmp_path: Path) -> None:
    photo = tmp_path / "户口簿.jpg"
    photo.write_bytes(packed(sheet(), "JPEG", quality=95))
    material = "M1201-A03"
    assert joined.accept("M1201", tmp_path, "--attach", f"{material}={photo}").code == 0
    while joined.run("sync", "--once").value["waiting"]:
        pass
    assert city.ask("check")["ok"]
    assert joined.run("check").value["ok"]
