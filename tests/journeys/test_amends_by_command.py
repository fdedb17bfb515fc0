"""What goes wrong, put right from the command line: corrected, from paper, printed again, collected, told, listed."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.domain.deadline import CHINA

from .station import Station

CARD = "6217002710000684874"
GRANT = {"content": "登记为失业人员", "remedy": {"review_body": "灵璧县人民政府", "court": "灵璧县人民法院"}}
TAKER = ("--name", "张强", "--id-number", "34222419860315151X", "--relation", "儿子", "--mandate", "户口簿，同户")


def test_a_wrong_account_is_corrected_and_the_receipt_printed_again(station: Station, tmp_path: Path) -> None:
    case_no = station.accept("M1205", tmp_path).value["case_no"]
    offered = {one["field"]: one for one in station.run("case", "correctable", case_no).value}
    assert (offered["bank_account"]["sort"], offered["applicant_name"]["approved"]) == ("payment", True)
    words = ("case", "correct", case_no, "--set", f"bank_account={CARD}", "--reason", "看错一位")
    done = station.run(*words, "--request", "r1")
    assert (done.code, done.value["corrections"][0]["new"]) == (0, CARD), done.sentence
    assert station.run(*words, "--request", "r1").code == 0
    refused = station.run("case", "correct", case_no, "--set", "applicant_name=张三", "--reason", "看错")
    assert (refused.code, "要负责人同意" in refused.sentence) == (2, True)
    case = station.run("case", "show", case_no).value
    assert [one["field"] for one in case["corrections"]] == ["bank_account"]
    wrong = station.run("case", "reprint", case_no, "--id-number", "342224196203151511")
    assert (wrong.code, "对不上" in wrong.sentence) == (2, True)
    again = station.run("case", "reprint", case_no, "--id-number", case["id_number"])
    assert Path(again.value["receipt_pdf"]).read_bytes().startswith(b"%PDF")
    assert station.run("check").code == 0


def test_a_paper_of_a_blackout_is_entered_with_its_time(station: Station, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(station.run("forms", "example", "M1103").value, ensure_ascii=False), "utf-8")
    now = datetime.now(CHINA)
    paper = ("case", "paper", "--matter", "M1103", "--answers", str(answers), "--reason", "停电", "--number", "纸-7")
    late = station.run(*paper, "--taken-at", f"{now + timedelta(days=2):%Y-%m-%d %H:%M}")
    assert (late.code, "还没到" in late.sentence) == (2, True)
    wrong = station.run(*paper, "--taken-at", "yesterday")
    assert (wrong.code, "不对" in wrong.sentence) == (2, True)
    assert station.run("case", "list").value == []


def test_a_result_is_told_collected_and_the_rules_hold(station: Station, tmp_path: Path) -> None:
    case_no = station.accept("M0201", tmp_path).value["case_no"]
    assert station.run("case", "rules", "approval=M0201:case.decided", "chiefs=李卫东").code == 0
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(GRANT, ensure_ascii=False), "utf-8")
    grant = ("document", "issue", "--kind", "granted", "--case", case_no, "--facts", str(facts))
    refused = station.run(*grant)
    assert (refused.code, "首席代表" in refused.sentence) == (2, True)
    assert station.run("case", "approve", case_no, "--by", "别人").code == 2
    assert station.run("case", "approve", case_no, "--by", "李卫东").code == 0
    assert station.run(*grant).code == 0
    (to_tell,) = station.run("notify", "list").value
    assert (to_tell["case_no"], to_tell["way"], to_tell["tries"]) == (case_no, "call", 0)
    assert station.run("notify", "text", case_no).code == 3, "no modem: trouble, and a way on"
    assert station.run("notify", "done", case_no, "--result", "told_other", "--whom", "儿子").code == 0
    assert station.run("notify", "list").value == []
    collected = station.run("case", "collect", case_no, *TAKER, "--returned", "户口簿")
    assert collected.code == 0, collected.sentence
    assert collected.value["state"] == "已送达"
    assert station.run("case", "show", case_no).value["collected_by"]["returned"] == ["户口簿"]
    assert station.run("check").code == 0


def test_a_countys_list_is_taken_by_its_seal(station: Station, tmp_path: Path) -> None:
    listed, key, seal = tmp_path / "list.csv", tmp_path / "county.key", tmp_path / "list.seal"
    listed.write_text("证件号码,失信事由,认定日期\n342224196203151511,虚假承诺,2026-10-01\n", "utf-8")
    assert station.run("forms", "key", "--out", str(key)).code == 0
    assert station.run("credit", "seal", str(listed), "--key", str(key), "--out", str(seal)).code == 0
    take = ("credit", "import", str(listed), "--source", "灵璧县信用办", "--seal", str(seal))
    assert station.run(*take).code == 2
    assert station.run("county", "trust", f"{key}.pub", "--name", "灵璧县").code == 0
    assert station.run(*take).value["count"] == 1
    assert station.run("credit", "show", "342224196203151511").value[0]["why"].startswith("灵璧县信用办")
    assert station.run("credit", "show", "34222419860315151X").value == []
    assert station.run("credit", "repair", "x", "--text", "已补", "--approved-by", "李卫东").code == 2


def test_a_proof_is_promised_checked_and_found_untrue(station: Station, tmp_path: Path) -> None:
    proof = "M1003-A03"
    given = station.run("forms", "example", "M1003").value
    given["materials"][proof] = "pledged"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(given, ensure_ascii=False), "utf-8")
    told = ("--matter", "M1003", "--answers", str(answers))
    unsigned = station.run("case", "accept", *told)
    assert (unsigned.code, "承诺书还没有签" in unsigned.sentence) == (2, True)
    letter = station.run("pledge", "letter", proof, *told)
    assert letter.code == 0, letter.sentence
    filed = station.run("case", "accept", *told, "--attach", f"{proof}={letter.value['letter_pdf']}")
    assert filed.code == 0, filed.sentence
    case_no = filed.value["case_no"]
    (due,) = station.run("pledge", "list").value
    assert (due["case_no"], due["material"]) == (case_no, proof)
    words = ("pledge", "check", case_no, proof, "--text", "民政部门查无此事", "--untrue")
    assert station.run(*words, "--request", "r1").code == 0
    assert station.run("pledge", "list").value == []
    number = station.run("case", "show", case_no).value["id_number"]
    (broken,) = station.run("credit", "show", number).value
    assert (broken["case_no"], "不属实" in broken["why"]) == (case_no, True)
    assert station.run("check").code == 0


def test_marks_late_entries_and_broken_words_are_listed_and_answered(station: Station, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(station.run("forms", "example", "M1103").value, ensure_ascii=False), "utf-8")
    taken = datetime.now(CHINA) - timedelta(days=9)
    paper = ("case", "paper", "--matter", "M1103", "--answers", str(answers), "--reason", "停电", "--number", "纸-7")
    filed = station.run(*paper, "--taken-at", f"{taken:%Y-%m-%d %H:%M}")
    assert filed.code == 0, filed.sentence
    case_no = filed.value["case_no"]
    (late,) = station.run("oversee", "late").value
    assert (late["case_no"], late["late"], late["minutes"] > 8 * 24 * 60) == (case_no, True, True)
    out = station.run("oversee", "late", "--export").value
    assert (out["count"], case_no in Path(out["path"]).read_text("utf-8-sig")) == (1, True)
    marks = {one["rule"]: one for one in station.run("oversee", "list").value}
    assert marks["entered_late"]["case_no"] == case_no
    said = station.run("oversee", "answer", case_no, "entered_late", "--text", "镇上停电两天")
    assert (said.code, said.value["answers"][0]["text"]) == (0, "镇上停电两天")
    assert station.run("oversee", "close", case_no, "silent", "--text", "属实").code == 2
    closed = station.run("oversee", "close", case_no, "entered_late", "--text", "属实")
    assert (closed.code, closed.value["closed"]["text"]) == (0, "属实")
    assert "entered_late" not in {one["rule"] for one in station.run("oversee", "list").value}
    assert [one["rule"] for one in station.run("oversee", "list", "--closed").value] == ["entered_late"]
    assert station.run("credit", "list").value == []
    assert station.run("check").code == 0


def test_what_is_set_for_the_centre_is_listed_with_who_set_it_and_given_back(station: Station) -> None:
    assert station.run("county", "rulings").value == []
    assert station.run("case", "rules", "reuse_days=12", "chiefs=李卫东").value["reuse_days"] == 12
    assert station.run("line", "rules", 'hours=["08:30-12:00"]').code == 0
    told = {one["name"]: one for one in station.run("county", "rulings").value}
    assert set(told) == {"house.reuse_days", "house.chiefs", "line.hours"}
    assert (told["house.reuse_days"]["value"], told["house.reuse_days"]["holds"]) == ("12", True)
    wrong = station.run("case", "rules", "reuse_days=7", "--area", "110101")
    assert (wrong.code, "110101" in wrong.sentence) == (2, True)
    assert station.run("case", "rules", "reuse_days=often").code == 2
    assert station.run("case", "rules").value["reuse_days"] == 12
    assert station.run("case", "rules", "reuse_days=").value["reuse_days"] == 30
    assert not next(o for o in station.run("county", "rulings").value if o["name"] == "house.reuse_days")["holds"]
    assert station.run("check").code == 0
