"""Who receives what: a window its centre's cases, an agent his village's and those handed to or from it, a board and
the hall tickets only; who looked at whom goes up and never down."""

from kiosk.domain.case import after
from sync.city.house import City
from sync.protocol.audience import Role, parties, township_of
from sync.protocol.kinds import Looked, Rated, TicketTaken
from tests.sync.city_kit import CENTRE, enrolled
from tests.sync.hub_kit import VILLAGE, VILLAGE_2, HubHouse, Join

NAMES = {"望台": "张望台人", "渔沟": "李渔沟人", "朱集": "王朱集人"}


def test_a_villages_store_never_holds_another_villages_name(city: City, house: HubHouse, join: Join) -> None:
    village, other, window = join(VILLAGE, "agent"), join(VILLAGE_2, "agent"), join(f"{CENTRE}-02", "window")
    village.file(NAMES["望台"])
    other.file(NAMES["朱集"])
    window.file(NAMES["渔沟"], kind="case.accepted")
    for _ in range(2):
        for pc in (village, other, window):
            pc.rounds()
        house.carry(city)
    assert house.names() == set(NAMES.values())
    assert (village.holds(NAMES["望台"]), village.holds(NAMES["朱集"]), village.holds(NAMES["渔沟"])) == (
        True,
        False,
        False,
    )
    assert not other.holds(NAMES["望台"])
    assert not window.holds(NAMES["望台"])
    for pc in (village, other):  # nor when it goes to the city itself
        pc.directly(city)
    assert not village.holds(NAMES["朱集"])
    assert not other.holds(NAMES["望台"])


def test_a_case_that_is_handed_on_comes_whole_to_whom_it_is_handed(city: City, house: HubHouse, join: Join) -> None:
    village, window = join(VILLAGE, "agent"), join(f"{CENTRE}-02", "window")
    case_no = village.file(NAMES["望台"], kind="case.received")
    village.rounds()
    window.rounds()
    assert not window.holds(NAMES["望台"])
    village.step(case_no, "case.forwarded", to=CENTRE)
    village.rounds()
    window.rounds()
    with window.store.look() as work:
        case = work.cases.get(case_no)
    assert case is not None
    assert [step.kind for step in case.steps] == ["case.received", "case.forwarded"]


def test_what_becomes_of_a_case_that_a_village_handed_on_comes_back_to_it(
    city: City, house: HubHouse, join: Join
) -> None:
    village, window = join(VILLAGE, "agent"), join(f"{CENTRE}-02", "window")
    case_no = village.file(NAMES["望台"], kind="case.received")
    village.step(case_no, "case.forwarded", to=CENTRE)
    village.rounds()
    window.rounds()
    window.step(case_no, "case.suspended", text="特别程序")
    window.rounds()
    village.rounds()
    with village.store.look() as work:
        case = work.cases.get(case_no)
    assert case is not None
    assert case.state == "suspended"


def test_the_city_itself_hands_a_case_on_whole(city: City) -> None:
    """The same law without a hub."""
    from tests.sync.city_kit import courier, filing
    from tests.sync.paper_shelf import body_of

    village, window, other = enrolled(city, VILLAGE), enrolled(city), enrolled(city, VILLAGE_2)
    case_no = f"{VILLAGE[:12]}-20261123-01-0001-7XK"
    village.write(body_of("case.received", case_no, filing(case_no, name=NAMES["望台"], centre=VILLAGE[:12])))
    courier(city, village).round()
    courier(city, window).round()
    assert [e.read().kind for e in window.papers.folded if e.device == village.device] == []
    village.enter("case.forwarded", case_no, to=CENTRE)
    courier(city, village).round()
    for shelf in (window, other):
        courier(city, shelf).round()
    assert [e.read().kind for e in window.papers.folded if e.device == village.device] == [
        "case.received",
        "case.forwarded",
    ]
    assert [e.read().kind for e in other.papers.folded if e.device == village.device] == []
    window.enter("case.suspended", case_no, text="x")
    courier(city, window).round()
    courier(city, village).round()
    assert [e.read().kind for e in village.papers.folded if e.device == window.device] == ["case.suspended"]


def test_with_a_village_comes_what_was_decided_before_it_came(city: City, house: HubHouse) -> None:
    """It went to the city by itself until now, and the hub has long heard all that concerned its own centre."""
    from tests.sync.city_kit import courier, filing
    from tests.sync.paper_shelf import body_of

    village = enrolled(city, VILLAGE)
    case_no = f"{VILLAGE[:12]}-20261123-01-0001-7XK"
    village.write(body_of("case.received", case_no, filing(case_no, name=NAMES["望台"], centre=VILLAGE[:12])))
    courier(city, village).round()
    city.desk.decide(case_no, "granted", "同意", "console")
    enrolled(city, VILLAGE_2)  # that everybody hears of: the hub's place in the city's log is behind all this
    house.carry(city)
    assert house.names() == set()
    house.pair(VILLAGE, "agent", village).round()
    house.carry(city)
    with house.store.look() as work:
        case = work.cases.get(case_no)
    assert case is not None
    assert case.state == "granted"


def test_a_board_gets_tickets_and_no_case(house: HubHouse, join: Join) -> None:
    board, hall, window = join(f"{CENTRE}-07", "board"), join(f"{CENTRE}-08", "hall"), join(f"{CENTRE}-02", "window")
    window.file(NAMES["渔沟"], kind="case.accepted")
    with house.store.work("hall") as work:
        taken = TicketTaken(ticket="cd" * 16, day="2026-11-23", number="C001", matter="M1201", arrival=1)
        entered = work.journal.enter(taken, "ticket.taken")
        from kiosk.domain import ticket as tickets

        work.tickets.put(tickets.after(None, entered.happened))
    for pc in (window, board, hall, window):
        pc.rounds()
    assert set(board.kinds()) == set(hall.kinds()) == {"ticket.taken"}
    assert not board.holds(NAMES["渔沟"])
    assert "ticket.taken" not in window.kinds()


def test_who_looked_at_whom_goes_up_and_never_down(city: City, house: HubHouse, join: Join) -> None:
    window, other = join(f"{CENTRE}-02", "window"), join(f"{CENTRE}-03", "window")
    case_no = window.file(NAMES["渔沟"], kind="case.accepted")
    with window.store.work("staff:7") as work:
        work.journal.enter(Looked(what="case", purpose="查询"), "person.looked", case_no)
    window.rounds()
    house.carry(city)
    other.rounds()
    assert "person.looked" not in other.kinds()
    assert "case.accepted" in other.kinds()
    with city.books.read() as connection:
        from sqlalchemy import select

        from sync.city.tables import entry

        assert "person.looked" in set(connection.execute(select(entry.c.kind)).scalars())


def test_a_rating_goes_up_and_no_window_ever_reads_it(city: City, house: HubHouse, join: Join) -> None:
    """Who was rated is not told who rated: the hub and the city know of the case that it was, a window does not."""
    window, other = join(f"{CENTRE}-02", "window"), join(f"{CENTRE}-03", "window")
    case_no = window.file(NAMES["渔沟"], kind="case.accepted")
    with window.store.work("resident") as work:
        rated = work.journal.enter(Rated(level="dissatisfied", way="window"), "case.rated", case_no)
        work.cases.put(after(work.cases.get(case_no), rated.happened))
    window.rounds()
    house.carry(city)
    other.rounds()
    assert "case.rated" not in other.kinds()
    assert "case.accepted" in other.kinds()
    assert city.desk.case(case_no).case.rated == "dissatisfied"
    with house.store.look() as work:
        assert (found := work.cases.get(case_no)) is not None
        assert found.rated == "dissatisfied"


def test_a_city_is_no_partys_centre_and_a_stranger_none() -> None:
    assert parties("city", "x", "case.decided", {}) == frozenset()
    assert parties(VILLAGE, f"{CENTRE}-1", "case.noted", {"to": "341323"}) == {VILLAGE[:12], CENTRE}
    assert parties("city", f"{CENTRE}-1", "case.delivered", {"to": "341323110201"}) == {CENTRE}
    assert parties("city", f"{CENTRE}-1", "case.accepted", {"based_on": f"{VILLAGE[:12]}-1"}) == {CENTRE, VILLAGE[:12]}
    assert township_of("city") == ""
    assert [role.sees_cases for role in (Role.WINDOW, Role.AGENT, Role.HALL, Role.BOARD)] == [True, True, False, False]
