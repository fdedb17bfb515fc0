"""A store of a million encrypted cases, the same one each time: built once, kept in a temporary folder, a new one when
what a case is found by has changed."""

import hashlib
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from kiosk.devices.clock import SystemClock
from kiosk.domain.case import Case, CaseState, Step
from kiosk.domain.deadline import CHINA
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store
from kiosk.store.tidying import tidy

from .desks import STATION

COUNT = int(os.environ.get("WEIMIN_BENCH_CASES", "1000000"))
CENTRE, LAST_DAY = "341323110000", date(2026, 11, 23)
PACE, TOGETHER, ALONE = 400, 4000, 2000  # cases a day; in one commit; the last so many, each in its own as in life
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇解查"
)
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉力华云建国庆红玉梅志海金凤春生龙玲飞波宁晓东子轩宇浩然雨桐欣怡佳琪"
    "俊博思远嘉诚雅婷天佑永福正德立新长根有财大山小妹翠花来喜得胜继光振兴䶮𠅤㛃𫖯𬭎"
)
STATES = (*["delivered"] * 70, *["granted"] * 12, *["in_review"] * 6, *["accepted"] * 5, *["withdrawn"] * 3, "received")
MATTERS = [f"M{category:02d}{nth:02d}" for category in range(1, 13) for nth in range(1, 5)]
OPEN = (CaseState.IN_REVIEW, CaseState.ACCEPTED)


def million() -> OpenStore:
    """The store, opened; building it takes some minutes the first time."""
    home = Path(tempfile.gettempdir()) / f"weimin-bench-{COUNT}-{_version()}"
    ready = home / "ready"
    if not ready.exists():
        _build(home)
        ready.touch()
    return open_store(home / "data", home / "keys", SystemClock())


def _version() -> str:
    store = files("kiosk.store")
    sources = [store.joinpath(name).read_bytes() for name in ("search.py", "migrations.py")]
    sources.append(Path(__file__).read_bytes())
    return hashlib.sha256(b"".join(sources)).hexdigest()[:12]


def _build(home: Path) -> None:
    if home.exists():
        import shutil

        shutil.rmtree(home)
    home.mkdir(parents=True)
    begin(home / "data", home / "keys", Beginning(CENTRE, "01", STATION, "https://cx.example.gov.cn"), SystemClock())
    store = open_store(home / "data", home / "keys", SystemClock())
    cases = list_of_cases()
    try:
        for _ in range(0, COUNT - ALONE, TOGETHER):
            _put(store, cases, TOGETHER)
        for case in cases:
            with store.work("bench") as work:
                work.cases.put(case)
        tidy(store, "bench", lambda: False)  # as every PC does by itself, once it has been open for a while
    finally:
        store.close()


def _put(store: OpenStore, cases: Iterator[Case], count: int) -> None:
    with store.work("bench") as work:
        for _ in range(count):
            work.cases.put(next(cases))


def list_of_cases() -> Iterator[Case]:
    """Oldest first; surnames as common as they are in life."""
    dice = random.Random(20261123)
    weights = [1 / (nth + 4) for nth in range(len(SURNAMES))]
    names = dice.choices(SURNAMES, weights, k=COUNT)
    first = LAST_DAY - timedelta(days=(COUNT - 1) // PACE)
    for nth in range(COUNT):
        yield _case(dice, nth, names[nth], first + timedelta(days=nth // PACE))


def _case(dice: random.Random, nth: int, surname: str, day: date) -> Case:
    filed = datetime(day.year, day.month, day.day, 8, 30, tzinfo=CHINA) + timedelta(minutes=nth % PACE)
    old = nth < COUNT - 30 * PACE
    state = CaseState("delivered" if old and dice.random() < 0.9 else dice.choice(STATES))
    born = date(1940, 1, 1) + timedelta(days=dice.randrange(30000))
    village = f"341323110{dice.choice(('000', '201', '202', '203'))}"
    tail = "".join(dice.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=3))
    steps = (Step("case.received", filed, "staff:0305"), Step("case.delivered", filed, "staff:0305"))
    return Case(
        case_no=f"{village}-{day:%Y%m%d}-01-{nth % PACE + 1:04d}-{tail}",
        matter=dice.choice(MATTERS),
        matter_version=1,
        mode="collect_forward",
        centre=village,
        state=state,
        applicant=surname + "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2, 2)))),
        id_number=_number(dice, born),
        phone=f"1{dice.choice(('38', '39', '50', '86'))}{dice.randrange(10**8):08d}",
        answers={
            "address": "灵璧县渔沟镇某村某组 18 号",
            "income": "1200.00",
            "family": [{"name": "某某", "age": 30}] * 3,
        },
        materials={"m1": "original", "m2": "copy", "m3": "shared"},
        filed_at=filed,
        accepted_at=filed,
        due_on=day + timedelta(days=28),
        due_estimated=False,
        document_no="",
        steps=steps,
        owed={"m4": "2026-12-01"} if state in OPEN and dice.random() < 0.1 else {},
        window=str(dice.randrange(1, 7)),
        agent="某代办" if village != CENTRE and dice.random() < 0.5 else "",
    )


def _number(dice: random.Random, born: date) -> str:
    return f"{dice.choice(('341323', '342224', '341302'))}{born:%Y%m%d}{dice.randrange(10**4):04d}"
