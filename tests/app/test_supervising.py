"""What supervision sees (监察异常, 补录, 失信): marks read off the cases, what is said of them, and nothing deleted."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from forms.workdays import Calendar
from kiosk.app.credit import CreditRefused
from kiosk.app.late_entries import LateEntriesDesk
from kiosk.app.paper_first import PaperFirst
from kiosk.app.supervising import FindingRefused, SupervisingDesk
from kiosk.domain.case import Case
from kiosk.domain.clocks import Card
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import CaseUnknown
from kiosk.domain.supervision import Rule
from kiosk.store.exports import Exports

from .amend_kit import CLERK, Amended, at
from .conftest import House

HEAD, WATCH = "staff:0201", "staff:0801"
PAPER = PaperFirst(at("2026-11-20T09:30"), "镇上停电", "=纸-007")


@pytest.fixture
def amended(house: House) -> Amended:
    return Amended(house)


@pytest.fixture
def watch(house: House) -> SupervisingDesk:
    return SupervisingDesk(house.store, Calendar.shipped(), house.clock.now)


@pytest.fixture
def lists(house: House, tmp_path: Path) -> LateEntriesDesk:
    return LateEntriesDesk(house.store, Exports(tmp_path / "out", house.clock), house.clock.now)


def overdue(house: House) -> Case:
    """A case that was promised long ago."""
    case = house.intake.file(house.example("M0201"), CLERK).case
    house.clock.turn(days=90)
    return case


def test_a_case_in_time_is_not_marked(house: House, watch: SupervisingDesk) -> None:
    house.intake.file(house.example("M0201"), CLERK)
    assert watch.listed() == []


def test_a_promise_that_ran_out_is_marked_with_its_day_and_nobodys_whole_name(
    house: House, watch: SupervisingDesk
) -> None:
    case = overdue(house)
    found = watch.listed()
    assert case.due_on is not None
    assert {one.finding.case_no for one in found} == {case.case_no}
    assert {one.finding.rule for one in found} & {Rule.LATE, Rule.UNLAWFUL}
    assert found[0].finding.is_grave
    assert found[0].finding.days > 0
    assert case.applicant not in {one.applicant for one in found}


def test_what_the_law_forbids_is_not_counted_twice(house: House, watch: SupervisingDesk) -> None:
    overdue(house)
    rules = [one.finding.rule for one in watch.listed()]
    assert not {Rule.LATE, Rule.UNLAWFUL} <= set(rules)


def test_an_answer_stays_with_its_mark_and_closes_nothing(house: House, watch: SupervisingDesk) -> None:
    case = overdue(house)
    rule = watch.listed()[0].finding.rule
    marked = watch.answer(case.case_no, rule, " 部门已在催办 ", HEAD)
    assert [(one.text, one.actor) for one in marked.answers] == [("部门已在催办", HEAD)]
    assert marked.closed is None
    assert rule in [one.finding.rule for one in watch.listed()]


def test_a_red_card_is_written_off_only_with_somebodys_approval_and_stays(house: House, watch: SupervisingDesk) -> None:
    case = overdue(house)
    rule = watch.listed()[0].finding.rule
    with pytest.raises(FindingRefused) as no:
        watch.close(case.case_no, rule, "部门停机", "", WATCH)
    assert no.value.key == "finding_unapproved"
    watch.close(case.case_no, rule, "部门停机", "李卫东", WATCH)
    assert rule not in [one.finding.rule for one in watch.listed()]
    (gone,) = [one for one in watch.listed(closed=True) if one.finding.rule == rule]
    assert gone.closed is not None
    assert (gone.closed.text, gone.closed.approved_by, gone.closed.actor) == ("部门停机", "李卫东", WATCH)


@pytest.mark.parametrize(
    ("rule", "text", "key"),
    [("late", "", "finding_unsaid"), ("asked_again", "说", "finding_unknown"), ("nonsense", "说", "finding_unknown")],
)
def test_what_cannot_be_said_of_a_case_is_refused_and_nothing_is_entered(
    house: House, watch: SupervisingDesk, amended: Amended, rule: str, text: str, key: str
) -> None:
    case = overdue(house)
    rule = watch.listed()[0].finding.rule if rule == "late" else rule
    for say in (
        lambda: watch.answer(case.case_no, rule, text, HEAD),
        lambda: watch.close(case.case_no, rule, text, "李卫东", WATCH),
    ):
        with pytest.raises(FindingRefused) as no:
            say()
        assert no.value.key == key
    assert not [kind for kind in amended.kinds(case.case_no) if kind.startswith("finding.")]


def test_what_is_closed_is_closed(house: House, watch: SupervisingDesk) -> None:
    case = overdue(house)
    rule = watch.listed()[0].finding.rule
    watch.close(case.case_no, rule, "部门停机", "李卫东", WATCH)
    with pytest.raises(FindingRefused) as no:
        watch.answer(case.case_no, rule, "再说一句", HEAD)
    assert no.value.key == "finding_closed"
    with pytest.raises(CaseUnknown):
        watch.answer("341323110000-20260101-01-0001-XXX", rule, "说", HEAD)


def test_a_paper_entered_too_late_is_marked_and_listed_with_its_gap(
    house: House, amended: Amended, watch: SupervisingDesk, lists: LateEntriesDesk
) -> None:
    house.clock.turn(days=1)
    case = amended.paper_first.file(house.example("M1103"), PAPER, CLERK).case
    (mark,) = [one for one in watch.listed() if one.finding.rule is Rule.ENTERED_LATE]
    assert (mark.finding.card, mark.finding.actor) == (Card.YELLOW, CLERK)
    (one,) = lists.listed(date(2026, 11, 20), date(2026, 11, 20))
    assert (one.case_no, one.minutes, one.actor, one.late) == (case.case_no, 4 * 24 * 60 - 30, CLERK, True)
    assert (one.taken_at, one.entered_at) == (PAPER.taken_at, house.clock.now())
    assert one.applicant != case.applicant
    assert lists.listed(date(2026, 11, 21), date(2026, 11, 30)) == []
    watch.close(case.case_no, Rule.ENTERED_LATE, "停电属实", "", WATCH)  # a yellow card needs nobody else
    assert Rule.ENTERED_LATE not in [one.finding.rule for one in watch.listed()]


def test_the_list_leaves_as_a_table_without_formulas_and_the_journal_says_so(
    house: House, amended: Amended, lists: LateEntriesDesk
) -> None:
    amended.paper_first.file(house.example("M1103"), PAPER, CLERK)
    exported = lists.export(date(2026, 11, 1), date(2026, 11, 30), WATCH)
    text = exported.path.read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0].startswith("办件编号,事项编码,申请人,收件时间")
    assert "2026-11-20 09:30" in text
    assert "'=纸-007" in text
    with house.store.look() as work:
        (looked,) = [one.read() for one in work.journal.of_kinds("person.looked")]
    assert (looked.actor, looked.payload["what"], looked.payload["purpose"]) == (WATCH, "export", "late")


def test_asking_twice_for_papers_is_marked(house: House, watch: SupervisingDesk) -> None:
    from kiosk.domain.supervision import findings

    case = house.intake.file(house.example("M0201"), CLERK).case
    steps = tuple(
        replace(case.steps[0], kind="case.supplement_asked", at=datetime(2026, 11, day, 10, tzinfo=CHINA), actor=CLERK)
        for day in (24, 25)
    )
    asked = replace(case, steps=(*case.steps, *steps))
    (mark,) = [one for one in findings(asked, date(2026, 11, 25), Calendar.shipped()) if one.rule is Rule.ASKED_AGAIN]
    assert (mark.since, mark.days, mark.card) == (date(2026, 11, 25), 2, Card.YELLOW)


def test_words_that_were_not_kept_are_listed_with_how_they_were_made_good(house: House, amended: Amended) -> None:
    case = house.intake.file(house.example("M1201"), CLERK).case  # a paper is owed
    assert amended.credit.listed() == []
    house.clock.turn(days=40)
    (one,) = amended.credit.listed()
    assert (one.case_no, one.material, one.repaired) == (case.case_no, "M1201-A04", None)
    assert one.until < house.clock.now().date()
    assert one.applicant != case.applicant
    amended.credit.make_good(case.case_no, "已补交并说明", "李卫东", HEAD, proof="补交登记 12 号")
    (one,) = amended.credit.listed()
    assert one.repaired is not None
    assert (one.repaired.text, one.repaired.proof, one.repaired.approved_by, one.repaired.actor) == (
        *("已补交并说明", "补交登记 12 号"),
        *("李卫东", HEAD),
    )
    with pytest.raises(CreditRefused):
        amended.credit.make_good(case.case_no, "再来", "李卫东", HEAD)


def test_who_asks_how_somebodys_word_stands_is_entered_with_his_purpose(house: House, amended: Amended) -> None:
    case = house.intake.file(house.example("M1201"), CLERK).case
    house.clock.turn(days=40)
    assert [one.case_no for one in amended.credit.look(case.id_number, HEAD, "容缺前核查")] == [case.case_no]
    with house.store.look() as work:
        (looked,) = [one.read() for one in work.journal.of_kinds("person.looked")]
    assert (looked.actor, looked.payload) == (HEAD, {"what": "credit", "purpose": "容缺前核查"})
