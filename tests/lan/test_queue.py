"""The line over the LAN: the same contract as on the hub itself, and a centre that goes on while its hub is away."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic

import pytest
import requests

from kiosk.app.ports import QueueDesk
from kiosk.domain.refusals import NobodyWaiting, Trouble, WindowPaused
from kiosk.lan import wire
from kiosk.lan.queue import HubLine, Listener, RemoteQueue
from kiosk.store.check import check_store
from kiosk.wiring.hub_line import way_to_hub
from sync.protocol.seal import new_key
from tests.app.queue_contract import RELIEF, QueueContract

from .conftest import Centre


class TestQueueOfTheLan(QueueContract):
    @pytest.fixture
    def desk(self, centre: Centre) -> QueueDesk:
        return centre.pc("02")[1].queue


def test_two_pcs_and_the_hub_have_one_line(centre: Centre) -> None:
    window, hall = centre.pc("02")[1], centre.pc("03", "hall")[1]
    numbers = [desk.take(RELIEF).ticket.number for desk in (centre.desks.queue, hall.queue, window.queue)]
    assert numbers == [f"{numbers[0][0]}00{n}" for n in (1, 2, 3)]
    assert window.queue.call("2").ticket.number == numbers[0]
    assert centre.desks.queue.seen() == hall.queue.seen() == window.queue.seen()


def test_a_window_behind_the_hub_pauses_in_the_hubs_line_and_adds_matters_there(centre: Centre) -> None:
    window, hall = centre.pc("02")[1], centre.pc("03", "hall")[1]
    hall.queue.take(RELIEF)
    window.window.pause("2", "用餐")
    assert dict(hall.queue.seen().paused) == {"2": "用餐"}
    with pytest.raises(WindowPaused):
        window.queue.call("2")
    window.window.reopen("2")
    called = window.queue.call("2").ticket
    assert window.window.add_matter(called.number, "M1103").ticket.more == ("M1103",)
    assert centre.desks.queue.seen().serving[0].more == ("M1103",)


def test_who_did_it_stands_in_the_hubs_journal(centre: Centre) -> None:
    centre.pc("02")[1].queue.take(RELIEF)
    with centre.store.look() as work:
        (written,) = work.connection.execute(
            "SELECT content FROM body JOIN entry USING (n) WHERE kind = 'ticket.taken'"
        ).fetchone()
    assert b'"actor":"staff:02"' in written


def test_many_callers_over_the_lan_get_each_number_once(centre: Centre) -> None:
    stores = [centre.pc(f"0{n}")[0] for n in (2, 3)]
    ways = [RemoteQueue(way, "cli") for way in (way_to_hub(store) for store in stores * 2) if way]
    with ThreadPoolExecutor(4) as people:
        taken = [t.ticket.number for t in people.map(lambda n: ways[n % 4].take(RELIEF), range(60))]
        called = [t.ticket.number for t in people.map(lambda n: ways[n % 4].call(str(n % 4)), range(60))]
    assert sorted(taken) == sorted(called) == sorted({f"{taken[0][0]}{n:03d}" for n in range(1, 61)})
    assert centre.desks.queue.seen().waiting == ()


def test_a_step_whose_answer_was_lost_is_done_once(centre: Centre) -> None:
    store, desks = centre.pc("02")
    desks.queue.take(RELIEF)
    desks.queue.take(RELIEF)
    way = way_to_hub(store)
    assert way is not None
    asked = wire.write(wire.Asked("call", {"window": "2", "number": ""}, "the-same", "cli"))
    first, second = (wire.read_answer(way.ask(wire.QUEUE, asked)) for _ in range(2))
    assert first == second
    skip = wire.write(wire.Asked("skip", {"number": "x"}, "another", "cli"))
    with pytest.raises(Exception, match="ticket_unknown"):
        wire.read_answer(way.ask(wire.QUEUE, skip))


def test_the_line_is_heard_to_move_at_once(centre: Centre) -> None:
    store, desks = centre.pc("02")
    way = way_to_hub(store)
    assert way is not None
    moved = threading.Event()
    listener = Listener(way, moved.set, hold=10)
    assert moved.wait(5)  # the first look
    moved.clear()
    begun = monotonic()
    desks.queue.take(RELIEF)
    assert moved.wait(5)
    assert monotonic() - begun < 2  # on a machine that does other things too; tests/bench has the figure
    listener.close()


def test_a_window_without_its_hub_is_told_so_within_a_second_and_goes_on_afterwards(centre: Centre) -> None:
    window = centre.pc("02")[1]
    window.queue.take(RELIEF)
    centre.switch_off()
    begun = monotonic()
    for _ in range(5):
        with pytest.raises(Trouble, match="hub_away"):
            window.queue.call("2")
    assert monotonic() - begun < 5
    assert "901" in window.say(Trouble("hub_away"))


def test_a_hall_without_its_hub_gives_reserved_numbers_that_join_the_line_afterwards(centre: Centre) -> None:
    store, hall = centre.pc("02", "hall")
    before = hall.queue.take(RELIEF).ticket
    centre.switch_off()
    reserved = [hall.queue.take(RELIEF).ticket.number for _ in range(2)]
    assert reserved == [f"{before.prefix}1901", f"{before.prefix}1902"]
    assert [t.number for t in hall.queue.seen().waiting] == reserved
    centre.switch_on()
    _wait_until_back(hall.queue)
    after = hall.queue.take(RELIEF).ticket
    assert after.number == f"{before.prefix}002"  # no gap in the line's own numbers
    line = [t.number for t in hall.queue.seen().waiting]
    assert line == [before.number, *reserved, after.number]
    called = [centre.desks.queue.call("1").ticket.number for _ in range(4)]
    assert called == line
    with pytest.raises(NobodyWaiting):
        centre.desks.queue.call("1")
    for checked in (centre.store, store):
        with checked.look() as work:
            assert check_store(work, checked.blobs)[1] == []


def test_a_stranger_is_not_listened_to(centre: Centre) -> None:
    store, _ = centre.pc("02")
    way = way_to_hub(store)
    assert way is not None
    post = requests.Session()
    assert post.post(centre.url + wire.OPEN, b"anything", timeout=5).status_code == 403
    assert post.post(centre.url + wire.QUEUE, b"anything", timeout=5).status_code == 401
    way.ask(wire.LINE, wire.write(wire.Listening()))
    name, channel = way._opened(anew=False)
    said = channel.say(wire.write(wire.Asked("take", {"matter": RELIEF}, "r1")), wire.QUEUE.encode())
    altered = said[:-1] + bytes([said[-1] ^ 1])
    headers = {wire.CHANNEL: name}
    assert post.post(centre.url + wire.QUEUE, altered, headers=headers, timeout=5).status_code == 400
    assert post.post(centre.url + wire.LINE, said, headers=headers, timeout=5).status_code == 400
    assert post.post(centre.url + wire.QUEUE, said, headers=headers, timeout=5).status_code == 200
    assert post.post(centre.url + wire.QUEUE, said, headers=headers, timeout=5).status_code == 400  # heard before
    assert len(centre.desks.queue.seen().waiting) == 1


def test_who_names_a_paired_pc_but_cannot_sign_for_it_is_not_let_in(centre: Centre) -> None:
    store, _ = centre.pc("02")
    way = way_to_hub(store)
    assert way is not None
    thief = HubLine(replace(way._pc, sign=new_key().sign))
    with pytest.raises(Trouble, match="hub_unknown_key"):
        thief.ask(wire.LINE, b"{}")


def test_an_id_number_is_not_readable_on_the_wire(centre: Centre) -> None:
    store, _ = centre.pc("02")
    way = way_to_hub(store)
    assert way is not None
    sent: list[bytes] = []
    way._send = _noting(way, sent)  # type: ignore[method-assign]
    taken = RemoteQueue(way, "cli").take(RELIEF, "342224195807054021")
    assert taken.ticket.person
    assert sent
    assert not any(b"342224195807054021" in body or b"take" in body for body in sent)


def test_somebody_else_at_the_hubs_address_is_not_the_hub(centre: Centre) -> None:
    store, _ = centre.pc("02")
    way = way_to_hub(store)
    assert way is not None
    other = HubLine(replace(way._pc, hub_key=bytes(32)))
    with pytest.raises(Trouble, match="hub_not_the_hub"):
        other.ask(wire.LINE, b"{}")


def _noting(way: HubLine, sent: list[bytes]):  # type: ignore[no-untyped-def]
    real = way._send

    def send(method, path, body, headers, patience=0.0):  # type: ignore[no-untyped-def]
        sent.append(body)
        return real(method, path, body, headers, patience)

    return send


def _wait_until_back(queue: QueueDesk) -> None:
    end = monotonic() + 20
    while True:
        try:
            queue.recall("Z001")
        except Trouble:
            assert monotonic() < end
            threading.Event().wait(0.2)
        except Exception:
            return


def test_a_window_behind_the_hub_goes_by_the_hubs_rules(centre: Centre) -> None:
    centre.desks.line.rule(late_minutes=7, undo_seconds=33)
    _, window = centre.pc("02")
    seen = window.queue.seen()
    assert (seen.late_minutes, seen.undo_seconds) == (7, 33)
    assert (window.line.rules().late_minutes, window.line.rules().undo_seconds) == (60, 10)  # its own are not asked


def test_the_hub_knows_what_became_of_a_hall_pcs_slips(centre: Centre) -> None:
    """The hall screen prints on a PC of its own; the state of each slip comes to the hub with that PC's journal."""
    _, hall = centre.pc("02", "hall")
    taken, second = hall.queue.take("M1201"), hall.queue.take("M1103").ticket
    first, printed = taken.ticket, hall.printing.slip(taken)
    assert printed.trouble == ""
    assert hall.post.send_all().trouble == ""
    slips = centre.desks.printing.slips(first.day)
    assert slips[first.number] in ("sent", "confirmed")
    assert second.number not in slips
