"""A case moved on from the command line, one command for each step; and another year's calendar taken in."""

from pathlib import Path

from .station import Station

CALENDAR = """
year = 2027
makeup_workdays = []
[holidays]
"元旦" = [2027-01-01]
"""


def test_a_case_is_admitted_forwarded_and_withdrawn_and_its_clocks_are_told(station: Station, tmp_path: Path) -> None:
    case_no = station.accept("M0901", tmp_path).value["case_no"]
    early = station.run("case", "return", case_no, "--reason", "没补")
    assert early.code == 2
    assert case_no in early.sentence
    done = station.run("case", "admit", case_no, "--window", "3", "--request", "r1")
    assert (done.code, done.value["state"], done.value["deemed"]) == (0, "accepted", False)
    assert station.run("case", "admit", case_no, "--window", "3", "--request", "r1").value == done.value
    again = station.run("case", "admit", case_no)
    assert (again.code, "不能受理" in again.sentence) == (2, True)
    clocks = {one["clock"]: one["hand"] for one in station.run("case", "clocks", case_no).value}
    assert (clocks["answer"], clocks["promised"], clocks["legal"]) == ("met", "running", "running")
    assert station.run("case", "supplement", case_no, "--brought", "x").code == 2
    assert station.run("case", "forward", case_no).value["state"] == "in_review"
    assert station.run("case", "withdraw", case_no).code == 2
    assert station.run("case", "withdraw", case_no, "--reason", "不盖了").value["state"] == "withdrawn"
    assert station.run("check").code == 0


def test_a_notice_a_void_and_a_case_closed_at_once(station: Station, tmp_path: Path) -> None:
    case_no = station.accept("M0201", tmp_path).value["case_no"]
    posted = station.run("case", "notice", case_no, "--where", "公示栏", "--until", "2099-01-01")
    assert posted.value["state"] == "noticed"
    still = station.run("case", "end-notice", case_no, "--text", "无异议")
    assert (still.code, "2099-01-01" in still.sentence) == (2, True)
    assert station.run("case", "resume", case_no, "--text", "x").code == 2
    assert station.run("case", "void", case_no, "--reason", "录错").value["state"] == "voided"
    other = station.accept("M1103", tmp_path).value["case_no"]
    said = station.run("case", "close", other, "--result", "已签注", "--to", "本人")
    assert (said.code, said.value["state"]) == (0, "delivered")


def test_another_years_calendar_is_taken_in(station: Station, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("year = 'x'", "utf-8")
    said = station.run("calendar", "import", str(wrong))
    assert (said.code, "日历文件" in said.sentence) == (2, True)
    file = tmp_path / "2027.toml"
    file.write_text(CALENDAR, "utf-8")
    taken = station.run("calendar", "import", str(file))
    assert (taken.code, taken.value["years"]) == (0, [2026, 2027])
    assert station.run("calendar", "show").value["years"] == [2026, 2027]
