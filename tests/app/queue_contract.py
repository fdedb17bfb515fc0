"""What every queue desk keeps, the local one now, its twin over the LAN later: subclass it with a `desk` fixture."""

import pytest

from kiosk.app.queue import QueueDesk
from kiosk.domain.refusals import (
    MatterUnknown,
    NobodyWaiting,
    NothingToUndo,
    RecalledJustNow,
    RequestReused,
    TicketAtWindow,
    TicketElsewhere,
    TicketUnknown,
)
from kiosk.domain.ticket import Hold, TicketState

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

    def test_who_fetches_papers_goes_on_at_any_window_and_others_where_their_papers_lie(self, desk: QueueDesk) -> None:
        away, kept = (desk.take(RELIEF).ticket.number for _ in range(2))
        desk.call("1")
        desk.hold(away, Hold.AWAY, "回家取户口簿")
        desk.call("1")
        desk.hold(kept, Hold.KEPT)
        assert {t.number for t in desk.seen().held} == {away, kept}
        assert desk.seen().serving == ()
        assert desk.call("2", away).ticket.window == "2"
        with pytest.raises(TicketAtWindow):
            desk.call("2", kept)
        assert desk.call("1", kept).ticket.now.state is TicketState.CALLED

    def test_a_transfer_keeps_its_place_and_goes_to_one_window_only(self, desk: QueueDesk) -> None:
        first, second = (desk.take(RELIEF).ticket.number for _ in range(2))
        desk.call("1")
        moved = desk.transfer(first, window="5", note="请核对林权证").ticket
        assert (moved.now.to, moved.now.note) == ("5", "请核对林权证")
        assert desk.call("1").ticket.number == second
        with pytest.raises(TicketAtWindow):
            desk.call("1", first)
        assert desk.call("5").ticket.number == first

    def test_a_transfer_to_a_matter_goes_to_any_window(self, desk: QueueDesk) -> None:
        number = desk.take(RELIEF).ticket.number
        desk.call("1")
        with pytest.raises(MatterUnknown):
            desk.transfer(number, matter="M9999")
        assert desk.transfer(number, matter=HOMESTEAD).ticket.matter == HOMESTEAD
        assert desk.call("7").ticket.number == number

    def test_a_late_one_waits_behind_two_others(self, desk: QueueDesk) -> None:
        late, *others = (desk.take(RELIEF).ticket.number for _ in range(4))
        with pytest.raises(TicketElsewhere):
            desk.rejoin(late)
        desk.call("1")
        desk.skip(late)
        desk.rejoin(late)
        assert [t.number for t in desk.seen().waiting] == [*others[:2], late, *others[2:]]

    def test_the_last_step_of_a_window_is_taken_back_whole(self, desk: QueueDesk) -> None:
        first, second = (desk.take(RELIEF).ticket.number for _ in range(2))
        desk.call("1")
        desk.call("1")
        assert desk.undo("1").ticket.number == first
        seen = desk.seen()
        assert [t.number for t in seen.serving] == [first]
        assert [t.number for t in seen.waiting] == [second]
        with pytest.raises(NothingToUndo):
            desk.undo("1")

    def test_another_windows_step_is_not_taken_back(self, desk: QueueDesk) -> None:
        number = desk.take(RELIEF).ticket.number
        desk.call("1")
        desk.hold(number, Hold.AWAY)
        desk.call("2", number)
        for window in ("1", "3"):
            with pytest.raises(NothingToUndo):
                desk.undo(window)
        assert [t.window for t in desk.seen().serving] == ["2"]

    def test_a_recall_has_a_limit_and_a_pause(self, desk: QueueDesk) -> None:
        number = desk.take(RELIEF).ticket.number
        desk.call("1")
        desk.recall(number)
        with pytest.raises(RecalledJustNow):
            desk.recall(number)

    def test_the_green_channel_takes_turns_and_each_jump_is_written_down(self, desk: QueueDesk) -> None:
        ordinary = [desk.take(RELIEF).ticket.number for _ in range(2)]
        elders = [desk.take(RELIEF, green=True).ticket.number for _ in range(2)]
        called = [desk.call("1").ticket for _ in range(4)]
        assert [t.number for t in called] == [elders[0], ordinary[0], elders[1], ordinary[1]]
        assert [t.now.jumped for t in called] == [2, 0, 1, 0]

    def test_one_open_number_for_a_person_and_a_matter(self, desk: QueueDesk) -> None:
        first = desk.take(RELIEF, "342224195807054021")
        again = desk.take(RELIEF, "342224195807054021")
        assert again.again
        assert again.ticket == first.ticket
        assert not desk.take(HOMESTEAD, "342224195807054021").again
        desk.call("1")
        desk.done(first.ticket.number)
        assert desk.take(RELIEF, "342224195807054021").ticket.number != first.ticket.number

    def test_steps_that_do_not_fit_change_nothing(self, desk: QueueDesk) -> None:
        number = desk.take(RELIEF).ticket.number
        before = desk.seen()
        for step in (desk.skip, desk.done, desk.rejoin, desk.recall, desk.transfer, lambda n: desk.hold(n, Hold.AWAY)):
            with pytest.raises(TicketElsewhere):
                step(number)
        assert desk.seen() == before
