"""What a resident said on the city's page comes down to his centre's PCs: nobody there asks him once more, it is
counted once, and no screen says whose it was. The console counts what was said at windows and on the page."""

import re
from pathlib import Path

import pytest
import requests

from kiosk.app.rating import RatingDesk
from kiosk.domain.case import after
from kiosk.domain.rating import Level
from kiosk.domain.refusals import AlreadyRated
from kiosk.store.door import OpenStore
from kiosk.store.trust import DeviceTrust
from sync.city.books import Books
from sync.city.house import City
from sync.city.opinions import opinions_of
from sync.protocol.kinds import Rated
from tests.sync.city_kit import CENTRE
from tests.sync.conftest import Listening
from tests.sync.hub_kit import HubHouse, Join, StoreClock, StorePc
from tests.sync.test_pages import arrived
from tests.sync.test_pages import browser as browser

PAGE = Rated(level="very_dissatisfied", way="page", reasons=("115",), matter="M1103")


def desk(store: OpenStore) -> RatingDesk:
    return RatingDesk(store, DeviceTrust(store, StoreClock()), "staff:9")


@pytest.fixture
def window(join: Join) -> StorePc:
    return join(f"{CENTRE}-02", "window")


@pytest.fixture
def case_no(window: StorePc, house: HubHouse, city: City) -> str:
    """A case that the city knows."""
    number = window.file("王秀兰", kind="case.accepted")
    window.rounds()
    house.carry(city)
    return number


def test_what_was_said_on_the_page_is_known_at_every_window_and_counted_once(
    city: City, house: HubHouse, join: Join, window: StorePc, case_no: str
) -> None:
    other = join(f"{CENTRE}-03", "window")
    city.desk.residents.rate(city.desk.case(case_no), PAGE)
    house.carry(city)
    for pc in (window, other):
        pc.rounds()
        pc.rounds()
    for store in (house.store, window.store, other.store):
        rating = desk(store)
        seen = rating.figures()
        assert (seen.given, seen.good) == (1, 0)
        (bad,) = rating.bad()
        assert (bad.level, bad.way, bad.case_no) == (Level.VERY_DISSATISFIED, "page", "")
        assert case_no not in repr(bad)
        assert bad.staff == "staff:9"  # who filed it
        with pytest.raises(AlreadyRated):
            rating.give(rating.case(case_no), Level.SATISFIED)
    assert house.problems() == set()


def test_said_twice_while_apart_it_counts_once_everywhere_and_nothing_is_dropped(
    city: City, house: HubHouse, window: StorePc, case_no: str
) -> None:
    at_window = desk(window.store)
    at_window.give(at_window.case(case_no), Level.VERY_DISSATISFIED)  # the line to the city is down
    city.desk.residents.rate(city.desk.case(case_no), PAGE)
    for _ in range(2):
        window.rounds()
        house.carry(city)
        window.rounds()
    assert [desk(store).figures().given for store in (window.store, house.store)] == [1, 1]
    ((whole, _),) = opinions_of(city, 30).centres
    assert (whole.given, whole.on_page, whole.bad) == (1, 1, 1)
    assert [item.reason for item in city.desk.work_items()] == ["does_not_fit"]  # kept, for a person to look at


def test_a_rating_from_a_window_still_comes_down_to_nobody(
    city: City, house: HubHouse, join: Join, window: StorePc, case_no: str
) -> None:
    other = join(f"{CENTRE}-03", "window")
    with window.store.work("resident") as work:
        told = work.journal.enter(Rated(level="satisfied", way="window"), "case.rated", case_no)
        work.cases.put(after(work.cases.get(case_no), told.happened))
    window.rounds()
    house.carry(city)
    other.rounds()
    assert "case.accepted" in other.kinds()
    assert "case.rated" not in other.kinds()


def test_the_console_counts_by_centre_and_matter_and_tells_of_nobody(
    town: Listening, browser: requests.Session
) -> None:
    _, filed = arrived(town)
    number = filed.read().case or ""
    assert "这段时间还没有评价" in browser.get(f"{town.url}/console?view=ratings").text
    town.city.desk.residents.rate(town.city.desk.case(number), PAGE)
    page = browser.get(f"{town.url}/console?view=ratings&days=90").text
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr.*?</tr>", page)]
    assert len(rows) == 3
    for row in rows[1:]:
        assert re.sub(r"\|+", "|", row).split("|")[2:7] == ["1", "0", "1", "0.0%", "1"]
    assert "近 90 天" in page
    assert number not in page
    assert "张" not in re.sub(r"<style.*?</style>|<nav>.*?</nav>", "", page, flags=re.S)


def test_the_citys_books_of_before_learn_where_the_ratings_stand(tmp_path: Path) -> None:
    from sqlalchemy import inspect, update

    from sync.city.tables import SCHEMA, entry_rated, house

    url = f"sqlite:///{tmp_path / 'city.db'}"
    books = Books(url)
    with books.write() as connection:
        entry_rated.drop(connection)
        connection.execute(update(house).where(house.c.key == "schema").values(value=str(SCHEMA - 1)))
    books.close()
    books = Books(url)
    with books.read() as connection:
        assert "entry_rated" in {index["name"] for index in inspect(connection).get_indexes("entry")}
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT g FROM entry WHERE kind IN ('case.rated', 'rating.given') ORDER BY g"
        ).all()
    assert "entry_rated" in str(plan)
    books.close()
