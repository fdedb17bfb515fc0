"""A filing from the command line says all that the window's says: who stood beside, what lies here, until when."""

import json
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.deadline import business_day

from .station import Station

BESIDE = {
    "contact_name": "李四",
    "contact_phone": "13900000000",
    "contact_relation": "邻居",
    "read_aloud_by": "王五",
    "witnessed_by": "赵六",
    "guardian_name": "张守田",
    "guardian_number": "34222519650316226x",
    "guardian_relation": "父亲",
    "guardian_basis": "未满 14 周岁",
}


def beside(**more: str) -> list[str]:
    return [word for key, value in (BESIDE | more).items() for word in ("--beside", f"{key}={value}")]


def answers_of(station: Station, folder: Path, matter: str, **ways: str) -> list[str]:
    given = station.run("forms", "example", matter).value
    given["materials"] |= ways
    path = folder / f"{matter}.json"
    path.write_text(json.dumps(given, ensure_ascii=False), "utf-8")
    return ["--matter", matter, "--answers", str(path)]


def test_who_stood_beside_is_said_whole_or_refused(station: Station, tmp_path: Path) -> None:
    told = answers_of(station, tmp_path, "M0201")
    for wrong, said in (
        ({"witnessed_by": "王五"}, "不能是宣读人"),
        ({"guardian_number": "123"}, "guardian_number"),
        ({"contact_phone": ""}, "contact_phone"),
        ({"aunt": "某人"}, "aunt"),
    ):
        refused = station.run("case", "accept", *told, *beside(**wrong))
        assert (refused.code, said in refused.sentence) == (2, True), refused.sentence
    assert station.run("case", "list").value == []
    filed = station.run("case", "accept", *told, *beside())
    assert filed.code == 0, filed.sentence
    pdf = Path(filed.value["receipt_pdf"]).read_bytes()
    assert pdf.startswith(b"%PDF")
    assert station.run("check").code == 0


def test_a_paper_that_lies_here_and_an_earlier_day_are_taken(station: Station, tmp_path: Path) -> None:
    told = answers_of(station, tmp_path, "M1003", **{"M1003-A04": "copy"})
    first = station.run("case", "accept", *told)
    assert first.code == 0, first.sentence
    again = answers_of(station, tmp_path, "M1003", **{"M1003-A04": "on_file", "M1003-A03": "owed"})
    today = business_day(datetime.now(UTC)).isoformat()
    wrong = station.run("case", "accept", *again, "--owed-until", "M1003-A03=soon")
    assert (wrong.code, "soon" in wrong.sentence) == (2, True)
    filed = station.run("case", "accept", *again, "--owed-until", f"M1003-A03={today}")
    assert filed.code == 0, filed.sentence
    case = station.run("case", "show", filed.value["case_no"]).value
    assert (case["materials"]["M1003-A04"], case["owed"]) == ("on_file", {"M1003-A03": today})


def test_what_was_looked_up_is_no_work_any_more(station: Station, tmp_path: Path) -> None:
    told = answers_of(station, tmp_path, "M1003", **{"M1003-A04": "shared"})
    assert station.run("case", "accept", *told, "--verified", "M1003-A04=by_hand").code == 0
    assert station.run("work", "pending").value == []
    assert station.run("case", "accept", *told).code == 0
    assert [one["material"] for one in station.run("work", "pending").value] == ["M1003-A04"]
