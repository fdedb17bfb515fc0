"""Documents from the command line: what is asked, given out, listed, printed, and what is refused with which code."""

import json
from pathlib import Path

from .station import Station

FACTS = {"content": "登记为失业人员", "remedy": {"review_body": "灵璧县人民政府", "court": "灵璧县人民法院"}}
NUMBER = "渔沟政服准〔2026〕000001号"


def test_a_decision_is_drafted_given_out_printed_and_listed(station: Station, tmp_path: Path) -> None:
    case_no = station.accept("M0201", tmp_path).value["case_no"]
    about = ("--kind", "granted", "--case", case_no)
    draft = station.run("document", "draft", *about)
    assert {gap["fact"] for gap in draft.value["gaps"]} == {"content", "remedy.review_body", "remedy.court"}

    refused = station.run("document", "issue", *about)
    assert refused.code == 2
    assert "content: 请填写“决定的内容”。" in refused.sentence

    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(FACTS), "utf-8")
    issue = ("document", "issue", *about, "--facts", str(facts), "--request", "r1")
    issued = station.run(*issue)
    year = issued.value["issued_at"][:4]
    number = NUMBER.replace("2026", year)
    assert (issued.code, issued.value["number"], issued.value["step"]) == (0, number, "case.decided")
    assert station.run(*issue).value["id"] == issued.value["id"]

    first, second = (station.run("document", "print", name).value for name in (number, issued.value["id"]))
    assert Path(first["pdf"]).read_bytes().startswith(b"%PDF")
    assert (first["printed"], second["printed"]) == (1, 2)
    assert [one["number"] for one in station.run("document", "list", case_no).value] == [number]
    assert station.run("check").code == 0


def test_what_cannot_be_is_refused_in_a_sentence(station: Station, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("[1]", "utf-8")
    for words, says in (
        (("document", "issue", "--kind", "nope"), "没有“nope”这种文书"),
        (("document", "issue", "--kind", "granted", "--case", "x"), "这里没有办件 x"),
        (("document", "issue", "--kind", "granted", "--facts", str(bad)), "读不出"),
        (("document", "print", "x"), "这里没有文号为 x 的文书"),
    ):
        said = station.run(*words)
        assert (said.code, says in said.sentence) == (2, True), said.sentence
