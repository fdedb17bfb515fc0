"""The journal as an audit: found, handed out, checked; and who audits stands in it himself."""

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path

import pytest

from kiosk.app.audit import AuditDesk, AuditLine, Sought, moved_words
from kiosk.domain.words import state_word
from kiosk.store.audit import JournalBooks
from kiosk.store.chain import check_from_mark
from kiosk.store.check import check_store
from kiosk.store.exports import Exports
from kiosk.store.repairing import repair
from sync.protocol.kinds import Looked
from tests.app.conftest import House


@pytest.fixture
def desk(house: House, tmp_path: Path) -> AuditDesk:
    exports = Exports(tmp_path / "exports", house.clock)

    def check() -> tuple[int, list[str]]:
        with house.store.look() as work:
            count, problems = check_store(work, house.store.blobs)
        return count, [problem.key for problem in problems]

    def repaired(actor: str) -> list[str]:
        return [problem.key for problem in repair(house.store, actor)]

    return AuditDesk(house.store, JournalBooks(house.store, check, repaired), exports, "staff:0900")


@pytest.fixture
def filed(house: House) -> str:
    """A case, looked at twice by two people."""
    case_no = house.intake.file(house.example("M0301"), "staff:0305").case.case_no
    house.cases.show(case_no, "staff:0305", "办件")
    house.clock.turn(days=1)
    house.cases.show(case_no, "staff:0411", "=HYPERLINK(1)")
    return case_no


def test_who_looked_at_a_case_and_why_is_found(desk: AuditDesk, filed: str) -> None:
    lines = desk.search(Sought(kinds="person.looked", case_no=filed))
    assert [(line.actor, line.said) for line in lines] == [
        ("staff:0411", "what=case; purpose==HYPERLINK(1)"),
        ("staff:0305", "what=case; purpose=办件"),
    ]
    assert [line.actor for line in desk.search(Sought(kinds="person.", actor="0305"))] == ["staff:0305"]


def test_days_are_business_days_of_china_and_both_count(desk: AuditDesk, filed: str) -> None:
    first, second = date(2026, 11, 23), date(2026, 11, 24)
    looked = "person.looked"
    assert len(desk.search(Sought(first, second, kinds=looked))) == 2
    assert [line.actor for line in desk.search(Sought(first, first, kinds=looked))] == ["staff:0305"]
    assert [line.actor for line in desk.search(Sought(since=second, kinds=looked))] == ["staff:0411"]


def test_pages_meet_without_gap_or_doubling(desk: AuditDesk, house: House, filed: str) -> None:
    with house.store.work("staff:0305") as work:
        for nth in range(2500):  # more than the store reads at once
            work.journal.enter(Looked(what="case", purpose=str(nth)), "person.looked", filed)
    sought = Sought(kinds="person.looked", actor="0305")
    seen: list[int] = []
    while page := desk.search(sought, before=seen[-1] if seen else 0, limit=400):
        seen += [line.n for line in page]
    assert len(seen) == len(set(seen)) == 2501
    assert seen == sorted(seen, reverse=True)


def test_a_line_tells_nothing_of_the_resident(desk: AuditDesk, house: House, filed: str) -> None:
    filing = house.example("M0301")
    raw = filing.raw.items()
    secrets = [str(v) for k, v in raw if isinstance(v, str) and ("name" in k or "id" in k) and len(v) > 2]
    assert secrets
    told = " ".join(line.said for line in desk.search(Sought()))
    assert not [secret for secret in secrets if secret in told]


def test_a_file_holds_all_oldest_first_and_its_hash_is_in_the_journal(
    desk: AuditDesk, house: House, filed: str
) -> None:
    path = desk.export(Sought(kinds="person.looked")).path
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [row["actor"] for row in rows] == ["staff:0305", "staff:0411"]
    (exported,) = desk.search(Sought(kinds="audit.exported"))
    with house.store.look() as work:
        body = next(w.read() for w in work.journal.of_kinds("audit.exported"))
    assert body.payload["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert exported.actor == "staff:0900"


def test_each_step_says_from_which_state_to_which_who_when_and_where(desk: AuditDesk, house: House, filed: str) -> None:
    house.cases.withdraw(filed, "不办了", "staff:0305")
    line, *_ = desk.search(Sought(kinds="case.", case_no=filed))
    assert (line.kind, line.actor, line.device) == ("case.withdrawn", "staff:0305", house.store.device.id)
    assert line.after == "withdrawn"
    assert moved_words(line) == f"{state_word(line.before)}→已撤回"
    path = desk.export(Sought(kinds="case.", case_no=filed)).path
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [(row["kind"], row["before"], row["after"]) for row in rows][-1] == (
        "case.withdrawn",
        line.before,
        "withdrawn",
    )
    assert rows[0]["before"] == ""
    for one in rows[1:]:
        assert one["before"]
    told = [json.loads(row) for row in desk.export(Sought(case_no=filed), "jsonl").path.read_bytes().splitlines()]
    assert [(one["before"], one["after"]) for one in told][-1] == (line.before, "withdrawn")


def test_what_an_account_may_do_is_told_before_and_after(house: House, desk: AuditDesk) -> None:
    line = AuditLine(1, "d", 1, 1, house.clock.now(), "staff:1", "account.ruled", "", "", "", "", "clerk", "lead left")
    assert moved_words(line) == "窗口人员→中心负责人 已停用"


def test_what_begins_like_a_formula_is_text_in_a_spreadsheet(desk: AuditDesk, house: House, filed: str) -> None:
    with house.store.work("=1+1") as work:
        work.journal.enter(Looked(what="case"), "person.looked", filed)
    text = desk.export(Sought(kinds="person.looked")).path.read_text("utf-8-sig")
    assert ",'=1+1," in text


def test_the_lines_of_a_program_prove_themselves(desk: AuditDesk, filed: str) -> None:
    path = desk.export(Sought(), "jsonl").path
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert len(rows) >= 4
    assert all(hashlib.sha256(row["body"].encode()).hexdigest() == row["hash"] for row in rows)


def test_looking_handing_out_and_checking_are_entries_of_who_audits(desk: AuditDesk, house: House, filed: str) -> None:
    desk.search(Sought(actor="0305"))
    desk.export(Sought())
    count, problems = desk.verify()
    assert (problems, count > 3) == ([], True)
    with house.store.look() as work:
        kinds = [
            (w.read().kind, w.read().actor)
            for w in work.journal.of_kinds("audit.searched", "audit.exported", "audit.verified")
        ]
    assert kinds == [
        ("audit.searched", "staff:0900"),
        ("audit.exported", "staff:0900"),
        ("audit.verified", "staff:0900"),
    ]


def test_a_start_goes_on_from_where_the_journal_was_good(house: House, filed: str) -> None:
    assert check_from_mark(house.store) == []
    with house.store.look() as work:
        before = work.drawer.setting("journal.checked")
    house.cases.show(filed, "staff:0305", "again")
    assert check_from_mark(house.store) == []
    with house.store.look() as work:
        after = work.drawer.setting("journal.checked")
    assert int(after.split(".")[1]) == int(before.split(".")[1]) + 1


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE place SET chain = zeroblob(32) WHERE seq = (SELECT max(seq) FROM place)", "的链值被改动"),
        ("UPDATE place SET prev = zeroblob(32) WHERE seq = (SELECT max(seq) FROM place)", "与前一条接不上"),
        ("DELETE FROM place WHERE seq = (SELECT max(seq) - 1 FROM place)", "台账缺少"),
        ("UPDATE body SET content = content || ' ' WHERE n = (SELECT max(n) FROM body)", "的内容被改动"),
    ],
)
def test_harm_done_since_the_last_start_is_seen_at_the_next(house: House, filed: str, harm: str, said: str) -> None:
    with house.store.work("thief") as work:
        work.connection.execute("DROP TRIGGER IF EXISTS body_is_true")
        work.connection.execute("DROP TRIGGER IF EXISTS entry_is_true")
        work.connection.execute(harm)
    (problem,) = check_from_mark(house.store)
    assert said in problem


def test_a_journal_that_was_cut_off_behind_the_last_start_is_seen(house: House, filed: str) -> None:
    assert check_from_mark(house.store) == []
    with house.store.work("thief") as work:
        work.connection.execute("DELETE FROM place WHERE seq = (SELECT max(seq) FROM place)")
    assert len(check_from_mark(house.store)) == 1


def test_a_start_asks_what_the_upstream_has_signed(house: House, filed: str) -> None:
    with house.store.work("city") as work:
        work.connection.execute("INSERT INTO acknowledged VALUES ('city', 1, 99, zeroblob(32), x'')")
    assert any("1/99" in problem for problem in check_from_mark(house.store))
