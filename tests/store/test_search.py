"""Finding a case: by whatever is known of it, through any filters, exactly those that fit, newest first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.app.finding import COUNTED, EVERYTHING, Sieve
from kiosk.domain.case import Case, CaseState, after
from kiosk.domain.deadline import CHINA
from kiosk.store import tidying
from kiosk.store.asking import days_before
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store
from kiosk.store.search import ENDED
from sync.protocol.kinds import CaseFiled, DocumentIssued, Person

from .conftest import STATION, TurnedClock

DAY = date(2026, 11, 23)
RARE = "䶮㛃㛚㬎㑇㙍㴔㻬䃅𠅤𠙶𤧛𤩽𨐈𨱇𪟝𪣻𫄧𫍯𫍽𫖮𫖯𫘜𫟅𫟹𫢸𬀩𬇙𬍛𬘡𬬩𬬭𬭎𬱖𬴊𬶍𬸣鿍鿎"
NAMES = ("王小明", "王晓敏", "张国强", "单雄信", "查良镛", "阿依古丽·买买提", "李𫖯", "王䶮", "JOHN SMITH", "小明")


def _case(nth: int, **facts: object) -> Case:
    day = DAY - timedelta(days=nth)
    made = Case(
        case_no=f"341323110{nth % 3:03d}-{day:%Y%m%d}-01-{nth:04d}-K{nth:02d}",
        matter=f"M010{nth % 4}",
        matter_version=1,
        mode="collect_forward",
        centre=f"341323110{nth % 3:03d}",
        state=CaseState.RECEIVED,
        applicant=NAMES[nth % len(NAMES)],
        id_number=f"34132319650312{nth:04d}",
        phone=f"1380000{nth:04d}",
        answers={},
        materials={},
        filed_at=datetime(day.year, day.month, day.day, 9, tzinfo=CHINA),
        accepted_at=None,
        due_on=None,
        due_estimated=False,
        document_no="",
        steps=(),
        owed={},
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def _keep(store: OpenStore, *cases: Case) -> None:
    with store.work("t") as work:
        for case in cases:
            work.cases.put(case)


def _found(store: OpenStore, text: str, sieve: Sieve = EVERYTHING) -> list[str]:
    with store.look() as work:
        return [found.case_no for found in work.cases.find(text, sieve=sieve)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "王小明",
            "小明",
            "王明",
            "明",
            "王xm",
            "王xiao",
            "wxm",
            "wangxm",
            "wxiaoming",
            "wangxiaom",
            "wangx",
            "wang",
            "w",
        ),
        *("341323196503120000", "34132319", "3413", "3413231965031", "120000", "0000", "13800000000", "1380000", "138"),
        *("K00", "0000-K00", "0000K00", "341323110000-20261123", "341323110000-20261123-01-0000-K00", "341323110000-"),
    ],
)
def test_a_case_is_found_by_whatever_the_clerk_knows_of_it(store: OpenStore, text: str) -> None:
    other = _case(1, applicant="赵四", id_number="110101199001011234", phone="02512345678", centre="110101001000")
    mine = _case(0)
    _keep(store, mine, replace(other, case_no="110101001000-20250101-02-0777-ZZZ"))
    if text == "王明":
        assert _found(store, text) == []  # they do not stand beside each other
    else:
        assert _found(store, text) == [mine.case_no]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", ("shanxx", "danxx", "sxx", "dxx", "shanxiongxin")),
        ("查良镛", ("zhaly", "zly", "cly")),
        ("曾国藩", ("zenggf", "zgf")),
        ("阿依古丽·买买提", ("阿依古丽买买提", "阿依古丽•买买提", "aygl", "古丽", "ayiguli")),
        ("吕布", ("lvbu", "lb", "lvb")),
        ("JOHN SMITH", ("john", "johns", "JOHN SMITH")),
    ],
)
def test_names_are_found_in_each_of_their_readings(store: OpenStore, name: str, typed: tuple[str, ...]) -> None:
    _keep(store, _case(0, applicant=name), _case(1, applicant="钱多多"))
    for text in typed:
        assert len(_found(store, text)) == 1, text


@pytest.mark.parametrize("character", RARE)
def test_each_of_the_39_is_found_by_itself_and_by_its_pinyin(store: OpenStore, character: str) -> None:
    from kiosk.domain.pinyin import syllables

    case = _case(0, applicant=f"张{character}")
    _keep(store, case, _case(1, applicant="张三"))
    for text in (character, f"张{character}", f"zhang{syllables(character)[0]}", f"张{syllables(character)[0]}"):
        assert _found(store, text) == [case.case_no], text


def test_who_is_named_in_the_answers_is_found_by_his_whole_number(store: OpenStore) -> None:
    case = _case(0, answers={"family": [{"name": "王二", "id": "34132319900101123X"}]})
    _keep(store, case)
    assert _found(store, "34132319900101123x") == [case.case_no]
    assert _found(store, "341323199001") == []
    with store.look() as work:
        assert [one.case_no for one in work.cases.naming("34132319900101123X")] == [case.case_no]
        assert work.cases.of_person("34132319900101123X") == []


def test_too_little_finds_nothing_rather_than_everything(store: OpenStore) -> None:
    _keep(store, *(_case(nth, owed={"m": "2026-12-01"}) for nth in range(3)))
    for text in ("1", "34", "?", "9-"):
        assert _found(store, text) == []
        assert _found(store, text, Sieve(owed=True)) == []


def test_a_step_moves_a_case_from_one_sieve_to_another(store: OpenStore) -> None:
    case = _case(0, due_on=DAY - timedelta(days=1), state=CaseState.ACCEPTED)
    _keep(store, case)
    late = Sieve(overdue_on=DAY)
    assert _found(store, "", late) == [case.case_no]
    _keep(store, replace(case, state=CaseState.DELIVERED))
    assert _found(store, "", late) == []
    assert _found(store, "王小明", Sieve(states=frozenset({"delivered"}))) == [case.case_no]


def test_hits_are_counted_and_the_newest_are_shown(store: OpenStore) -> None:
    _keep(store, *(_case(nth, applicant="王五") for nth in range(60, 0, -1)))
    with store.look() as work:
        hits = work.cases.hits("王", 50)
        assert (len(hits.found), hits.count, hits.more) == (50, 60, False)
        assert hits.found[0].case_no == _case(1).case_no
        assert work.cases.hits("").count is None
    assert COUNTED >= 60


CASES = st.builds(
    lambda nth, state, due, owed, window, agent: _case(
        nth,
        state=state,
        due_on=DAY + timedelta(days=due) if due is not None else None,
        owed={"m": "2026-12-01"} if owed else {},
        window=window,
        agent=agent,
    ),
    st.integers(0, 400),
    st.sampled_from(list(CaseState)),
    st.one_of(st.none(), st.integers(-800, 60)),
    st.booleans(),
    st.sampled_from(("", "1", "3", "村口")),
    st.sampled_from(("", "李代办")),
)
SIEVES = st.builds(
    Sieve,
    states=st.sampled_from((frozenset(), frozenset({"received"}), frozenset({"accepted", "delivered", "in_review"}))),
    matter=st.sampled_from(("", "M0101")),
    since=st.one_of(st.none(), st.dates(date(2025, 10, 1), DAY)),
    until=st.one_of(st.none(), st.dates(date(2025, 10, 1), DAY)),
    window=st.sampled_from(("", "3", "村口")),
    agent=st.booleans(),
    village=st.sampled_from(("", "341323110001")),
    overdue_on=st.sampled_from((None, DAY)),
    owed=st.booleans(),
)


def _lets(sieve: Sieve, case: Case) -> bool:
    day = case.filed_at.date()
    runs = case.due_on is not None and case.state not in ENDED
    return (
        (not sieve.states or case.state.value in sieve.states)
        and sieve.matter in ("", case.matter)
        and (sieve.since or date.min) <= day <= (sieve.until or date.max)
        and sieve.window in ("", case.window)
        and (not sieve.agent or bool(case.agent))
        and sieve.village in ("", case.centre)
        and (sieve.overdue_on is None or (runs and case.due_on < sieve.overdue_on))  # type: ignore[operator]
        and (not sieve.owed or bool(case.owed))
    )


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], OpenStore]:
    home = tmp_path_factory.mktemp("search")
    clock = TurnedClock()
    begin(home / "data", home / "keys", Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn"), clock)
    store = open_store(home / "data", home / "keys", clock)

    def emptied() -> OpenStore:
        with store.work("t") as work:
            work.connection.execute("DELETE FROM case_record")
            work.connection.execute("INSERT INTO case_index (case_index) VALUES ('delete-all')")
        return store

    return emptied


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cases=st.lists(CASES, unique_by=lambda case: case.case_no, max_size=12),
    sieve=SIEVES,
    text=st.sampled_from(("", "王", "wx", "3413")),
)
def test_filters_and_text_together_find_exactly_the_cases_that_fit_both(
    fresh: Callable[[], OpenStore], cases: list[Case], sieve: Sieve, text: str
) -> None:
    store = fresh()
    _keep(store, *cases)
    named = {"": NAMES, "王": ("王小明", "王晓敏", "王䶮"), "wx": ("王小明", "王晓敏"), "3413": NAMES}[text]
    fitting = [case for case in cases if _lets(sieve, case) and case.applicant in named]
    expected = sorted(fitting, key=lambda case: case.filed_at, reverse=True)
    assert sorted(_found(store, text, sieve)) == sorted(case.case_no for case in expected)
    with store.look() as work:
        filed = [found.filed_at for found in work.cases.find(text, sieve=sieve)]
    assert filed == sorted(filed, reverse=True)


def test_a_case_is_found_by_its_ticket_and_its_documents(store: OpenStore) -> None:
    number = "341323110000-20261123-01-0009-Q2W"
    person = Person(name="王五", id_number="341323196503121515")
    filed = CaseFiled(
        case_no=number,
        matter="M0101",
        matter_version=1,
        fingerprint="f" * 64,
        mode="collect_forward",
        centre="341323110000",
        applicant=person,
        answers={},
        materials={},
        ticket="C012",
        document_no="渔沟政服收〔2026〕000417号",
    )
    with store.work("t") as work:
        work.cases.put(after(None, work.journal.enter(filed, "case.received", number).happened))
        issued = DocumentIssued(document="supplement", number="渔沟政服补〔2026〕000031号", facts={}, sha256="0" * 64)
        work.journal.enter(issued, "document.issued", number)
    for text in ("C012", "c012", "000417", "渔沟政服收〔2026〕000417号", "渔沟政服收2026000417", "000031", number):
        assert _found(store, text) == [number], text
    assert _found(store, "C013") == _found(store, "000418") == []
    assert _found(store, "C012", Sieve(owed=True)) == []


def _pieces(store: OpenStore) -> int:
    with store.look() as work:
        (count,) = work.connection.execute("SELECT count(DISTINCT segid) FROM case_index_idx").fetchone()
    return int(count)


def test_a_scattered_index_is_put_together_little_by_little_and_finds_the_same(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "WORTH_IT", 4)
    monkeypatch.setattr(tidying, "AT_ONCE", 1)
    for begun in range(0, 360, 40):
        _keep(store, *(_case(nth) for nth in range(begun, begun + 40)))
    _keep(store, *(_case(nth, state=CaseState.WITHDRAWN) for nth in range(0, 30, 3)))
    asked = ("王小明", "wxm", "1380000", "0007", "ali")
    before, pieces = [_found(store, text) for text in asked], _pieces(store)
    assert pieces > 2
    assert tidying.tidy(store, "t", lambda: True) == 1  # the screens are closed: the rest is for another day
    assert [_found(store, text) for text in asked] == before
    assert tidying.tidy(store, "t", lambda: False) > 2
    assert (_pieces(store), [_found(store, text) for text in asked]) == (1, before)
    assert tidying.tidy(store, "t", lambda: False) == 0


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(-800, 400))
def test_whatever_was_due_on_a_day_before_is_overdue_and_nothing_else(today: date, later: int) -> None:
    due = today + timedelta(days=later)
    key = f"e{due:%Y%m%d}"
    ways = list(days_before("e", today))
    fits = [way for way in ways if (key.startswith(way[:-1]) if way.endswith("*") else key == way)]
    assert len(fits) == (due < today and due.year >= 2020)
