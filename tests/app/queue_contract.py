"""What every queue desk keeps, the local one now, its twin over the LAN later: subclass it with a `desk` fixture."""

import pytest

from kiosk.app.queue import QueueDesk
from kiosk.domain.refusals import MatterUnknown, NobodyWaiting, RequestReused, TicketElsewhere, TicketUnknown

RELIEF, HOMESTEAD = "M1201", "M0901"


class QueueContract:
    """The stories of a line; `desk` is fresh for each."""

    @pytest.fixture
    def desk(self) -> QueueDesk:
        raise NotImplementedError

    def test_numbers_begin_at_001_by_category_and_count_who_is_ahead(self, desk: QueueDesk) -> None:
        first, second, other = desk.take(RELIEF), desk.take(RELIEF), desk.take(HOMESTEAD)
        assert first.ticket.number.endswith("001")
        assert second.ticket.number.endswith("002")
        assert other.ticket.number.endswith("001")
        assert first.ticket.number[0] != other.ticket.number[0]
        assert (first.ahead, second.ahead, other.ahead) == (0, 1, 2)

    def test_first_come_first_served_across_categories(self, desk: QueueDesk) -> None:
        taken = [desk.take(m).ticket.number for m in (RELIEF, HOMESTEAD, RELIEF)]
        assert [desk.call(str(w)).ticket.number for w in (1, 2, 3)] == taken

    def test_a_ticket_is_never_called_to_two_windows(self, desk: QueueDesk) -> None:
        number = desk.take(RELIEF).ticket.number
        desk.call("1")
        with pytest.raises(NobodyWaiting):
            desk.call("2")
        with pytest.raises(TicketElsewhere):
            desk.call("2", number)

    def test_calling_the_next_serves_who_stood_there(self, desk: QueueDesk) -> None:
        desk.take(RELIEF)
        desk.take(RELIEF)
        first = desk.call("1").ticket.number
        second = desk.call("1").ticket.number
        assert [t.number for t in desk.seen().serving] == [second] != [first]

    def test_a_missed_number_is_found_again_by_its_number(self, desk: QueueDesk) -> None:
        number = desk.take(RELIEF).ticket.number
        desk.call("1")
        desk.skip(number)
        assert [t.number for t in desk.seen().missed] == [number]
        assert desk.call("2", number.lower()).ticket.window == "2"

    def test_a_refused_call_leaves_the_window_as_it_was(self, desk: QueueDesk) -> None:
        desk.take(RELIEF)
        standing = desk.call("1").ticket.number
        with pytest.raises(TicketUnknown):
            desk.call("1", "Z999")
        with pytest.raises(NobodyWaiting):
            desk.call("1")
        assert [t.number for t in desk.seen().serving] == [standing]

    def test_recall_and_done(self, desk: QueueDesk) -> None:
        number = desk.take(RELIEF).ticket.number
        with pytest.raises(TicketElsewhere):
            desk.recall(number)
        desk.call("1")
        assert desk.recall(number).ticket.recalls == 1
        desk.done(number)
        with pytest.raises(TicketElsewhere):
            desk.done(number)

    def test_a_retry_after_a_lost_answer_changes_nothing(self, desk: QueueDesk) -> None:
        first = desk.take(RELIEF, request="r1")
        assert desk.take(RELIEF, request="r1").ticket == first.ticket
        called = desk.call("1", request="r2")
        assert desk.call("1", request="r2").ticket == called.ticket
        assert len(desk.seen().waiting) == 0
        with pytest.raises(RequestReused):
            desk.call("1", request="r1")

    def test_unknown_things_are_refused_by_name(self, desk: QueueDesk) -> None:
        with pytest.raises(MatterUnknown):
            desk.take("M9999")
        for number in ("", "Z1", "什么", "C999"):
            with pytest.raises(TicketUnknown):
                desk.recall(number)
