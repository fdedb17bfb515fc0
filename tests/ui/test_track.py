"""Looking a case up in the hall: genuine or not first, never on a guess, never more than a mask shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.track import Tracked
from kiosk.domain.case import Case, CaseState, Step
from kiosk.domain.correction import Correction, Sort
from kiosk.ui import track
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.track.facts import headline, stages
from kiosk.ui.track.number import GROUPS, bare, grouped, whole
from kiosk.ui.track.walk import TRIES, TrackWalk
from sync.protocol.token import ReceiptClaims

from .conftest import HALL, Hand
from .fakes import NOW, TODAY, FakeHouse

Show = Callable[[QWidget, tuple[int, int]], Hand]
NUMBER, FOUR = "341323110000-20261123-03-0007-K7Q", "1223"
CASE = Case(
    case_no=NUMBER,
    matter="M0901",
    matter_version=1,
    mode="collect_forward",
    centre="341323110000",
    state=CaseState.ACCEPTED,
    applicant="张国强",
    id_number="342224195403121223",
    phone="13805572216",
    answers={},
    materials={},
    filed_at=NOW,
    accepted_at=NOW,
    due_on=date(2026, 12, 21),
    due_estimated=False,
    document_no="",
    steps=(
        Step("case.received", NOW, "staff:0305"),
        Step("person.looked", NOW, "staff:0305"),
        Step("case.accepted", NOW, ""),
    ),
    owed={},
)
CLAIMS = ReceiptClaims("case.accepted", NUMBER, "M0901", "341323110000", date(2026, 11, 23), date(2026, 12, 21), b"")
CODE = "HTTPS://CX.EXAMPLE.GOV.CN/R/" + "1" * 200


def found_house(house: FakeHouse) -> str:
    """The house knows one case by its number and four digits."""
    house.track.known, house.track.key = Tracked(None, None, CASE), (NUMBER, FOUR)
    return NUMBER


@pytest.fixture
def walk(house: FakeHouse, fittings: Fittings) -> tuple[Frame, TrackWalk]:
    return track.build(house.desks, fittings)


@pytest.fixture
def hand(walk: tuple[Frame, TrackWalk], show: Show) -> Hand:
    opened = show(walk[0], HALL)
    walk[1].begin()
    opened.settle()
    return opened


def _ask(hand: Hand, number: str, four: str) -> None:
    page = hand.screen.page  # type: ignore[attr-defined]
    page.number.setText(number)
    page.last_four.setText(four)
    hand.press("查一下")


def test_number_and_four_digits_show_the_day_in_plain_words_and_masked(hand: Hand, house: FakeHouse) -> None:
    _ask(hand, found_house(house), FOUR)
    assert hand.reads("12月21日周一前办好")
    assert hand.reads("农村宅基地和建房（规划许可）申请，张*")
    assert hand.reads("已受理")
    for secret in ("张国强", CASE.id_number, CASE.phone):
        assert not hand.reads(secret)


def test_nothing_tells_which_of_the_two_did_not_fit(hand: Hand, house: FakeHouse) -> None:
    found_house(house)
    _ask(hand, NUMBER, "0000")
    first = hand.texts()
    _ask(hand, NUMBER.replace("0007", "0008"), FOUR)
    assert hand.reads("没有查到这件")
    assert [t for t in hand.texts() if "没有" in t or "要都对得上" in t] == [
        t for t in first if "没有" in t or "要都对得上" in t
    ]


def test_who_guesses_has_to_wait(hand: Hand, house: FakeHouse) -> None:
    found_house(house)
    for guess in range(TRIES):
        _ask(hand, NUMBER, f"000{guess}")
    _ask(hand, NUMBER, FOUR)
    assert hand.reads("请等")
    assert not hand.reads("前办好")


def test_what_is_missing_is_said_beside_the_field(hand: Hand) -> None:
    _ask(hand, "3413", "")
    assert hand.reads("编号没有输全")
    assert hand.reads("请输最后四位")


def test_a_genuine_receipt_says_so_first(hand: Hand, house: FakeHouse, walk: tuple[Frame, TrackWalk]) -> None:
    house.track.scan = Tracked(CLAIMS, True, replace(CASE, owed={"M0901-06": "2026-11-30"}))
    walk[1].scan(CODE)
    hand.settle()
    assert hand.reads("这张回执是真的")
    assert hand.reads("12月21日周一前办好")
    assert hand.reads("您还要补交 1 件")
    assert hand.reads("11月30日周一前送到")


def test_a_corrected_case_says_when_and_what_and_neither_value_nor_reason(
    hand: Hand, house: FakeHouse, walk: tuple[Frame, TrackWalk]
) -> None:
    said = ("62170001", "62170002", Sort.PAYMENT, "看错", "李卫东")
    one = Correction("bank_account", "社会保障卡账号", *said, NOW, "staff:1")
    case = replace(CASE, corrections=(one,), steps=(*CASE.steps, Step("case.corrected", NOW, "staff:1", "看错")))
    house.track.scan = Tracked(CLAIMS, True, case)
    walk[1].scan(CODE)
    hand.settle()
    assert hand.reads("这张回执是真的")
    assert hand.reads("11月24日周二更正过")
    assert hand.reads("社会保障卡账号")
    for private in ("62170001", "62170002", "看错", "李卫东"):
        assert not hand.reads(private)


def test_a_genuine_receipt_whose_case_is_not_here_yet(
    hand: Hand, house: FakeHouse, walk: tuple[Frame, TrackWalk]
) -> None:
    house.track.scan = Tracked(CLAIMS, True, None)
    walk[1].scan(CODE)
    hand.settle()
    assert hand.reads("这张回执是真的")
    assert hand.reads("您什么都不用做")
    assert hand.reads(NUMBER)


def test_a_paper_that_does_not_check_says_what_to_do_and_shows_no_case(
    hand: Hand, house: FakeHouse, walk: tuple[Frame, TrackWalk]
) -> None:
    house.track.scan = Tracked(CLAIMS, False, CASE)
    walk[1].scan(CODE)
    hand.settle()
    assert hand.reads("这张回执核对不上")
    assert hand.reads("先别交钱")
    assert not hand.reads("张*")


def test_a_seal_that_nobody_here_knows_opens_no_case(
    hand: Hand, house: FakeHouse, walk: tuple[Frame, TrackWalk]
) -> None:
    """Else a home-made code with somebody's number would show his case."""
    house.track.scan = Tracked(CLAIMS, None, CASE)
    walk[1].scan(CODE)
    hand.settle()
    assert hand.reads("验不了它的真假")
    assert not hand.reads("张*")
    assert not hand.reads("您什么都不用做")


def test_a_code_that_is_no_receipt(hand: Hand, walk: tuple[Frame, TrackWalk]) -> None:
    walk[1].scan("https://example.com/")
    hand.settle()
    assert hand.reads("这个码读不出来")


def test_a_scanner_types_into_the_field(hand: Hand, house: FakeHouse, qtbot: QtBot) -> None:
    house.track.scan = Tracked(CLAIMS, True, CASE)
    field = hand.screen.page.number  # type: ignore[attr-defined]
    qtbot.keyClicks(field, CODE)
    qtbot.keyPress(field, "\r")
    hand.settle()
    assert hand.reads("这张回执是真的")


def test_a_hand_types_a_number_and_the_strokes_come_by_themselves(hand: Hand) -> None:
    for key in bare(NUMBER):
        hand.press(key)
    assert hand.screen.page.number.text() == NUMBER  # type: ignore[attr-defined]
    for key in FOUR:
        hand.press(key)
    assert hand.screen.page.last_four.text() == FOUR  # type: ignore[attr-defined]


def test_leaving_wipes_what_was_typed(hand: Hand, walk: tuple[Frame, TrackWalk], qtbot: QtBot) -> None:
    hand.screen.page.number.setText(NUMBER)  # type: ignore[attr-defined]
    with qtbot.waitSignal(walk[1].left):
        hand.press("回首页")
    assert hand.screen.page.number.text() == ""  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (CaseState.GRANTED, "办好了"),
        (CaseState.REFUSED, "没有批准"),
        (CaseState.WITHDRAWN, "已经撤回"),
        (CaseState.VOIDED, "这一件已作废"),
        (CaseState.DELIVERED, "结果已经交给您了"),
    ],
)
def test_a_case_that_has_ended_promises_no_day(state: CaseState, says: str) -> None:
    head = headline(replace(CASE, state=state), TODAY)
    assert head.title == says
    assert all(stage.state == "done" for stage in stages(replace(CASE, state=state)))


def test_received_is_not_accepted() -> None:
    """The date of a received case is that of the answer whether it is accepted, never that of its end."""
    head = headline(replace(CASE, state=CaseState.RECEIVED, accepted_at=None, due_on=date(2026, 11, 30)), TODAY)
    assert head.title == "11月30日周一前答复是否受理"


def test_a_day_that_has_passed_is_said(hand: Hand) -> None:
    late = headline(CASE, date(2026, 12, 21) + timedelta(days=2))
    assert (late.text, late.tone) == ("已经过了 2 天，请到窗口问", "bad")
    assert headline(CASE, date(2026, 12, 21)).text == "今天到期"


def test_looks_at_personal_data_are_no_step_for_the_public() -> None:
    assert [s.title for s in stages(CASE)] == ["已收件", "已受理", "正在办", "办结，通知您领结果"]


def test_a_number_in_groups() -> None:
    assert sum(GROUPS) == len(bare(NUMBER))
    assert grouped(bare(NUMBER).lower()) == NUMBER
    assert grouped("34132311000020") == "341323110000-20"
    assert whole(NUMBER)
    assert not whole(NUMBER[:-1])


def test_cases_filed_in_one_go_are_named_with_how_each_stands(hand: Hand, house: FakeHouse) -> None:
    other = replace(CASE, case_no=NUMBER.replace("0007", "0008"), matter="M1001", state=CaseState.GRANTED)
    case = replace(CASE, siblings=(other.case_no,))
    house.track.known, house.track.key = Tracked(None, None, case, (other,)), (NUMBER, FOUR)
    _ask(hand, NUMBER, FOUR)
    assert hand.reads("一起办的另外 1 件")
    assert hand.reads("生育登记")
    assert hand.reads(f"{other.case_no}  办结（准予）")
    assert not hand.reads("张国强")
