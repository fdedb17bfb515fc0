"""What is put aside at one window is seen and taken over at another: on two PCs behind a hub, at the hub itself, and by
two clerks at one PC. Real stores, a real port, the encrypted channel."""

import json
from dataclasses import replace
from typing import Any

import pytest

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Draft
from kiosk.app.parked import LOST
from kiosk.domain.refusals import DraftFromNobody, DraftGone, Trouble
from kiosk.store.door import OpenStore
from kiosk.wiring.house import furnish
from sync.protocol.audience import goes_down

from .conftest import Centre

MATTER, NUMBER, NAME = "M1201", "C001", "张𠅤䶮"


def typed(desks: Desks, window: str = "1", name: str = NAME, ticket: str = NUMBER) -> Draft:
    """Somebody typed a name at a window."""
    matter = desks.intake.open(MATTER)
    return desks.drafts.save(desks.drafts.begin(matter, ticket, window), {matter.applicant.name: name}, {"A": "copy"})


def put_aside(desks: Desks, window: str = "1", name: str = NAME) -> Draft:
    """The same, and put aside; the hub is told."""
    parked = desks.drafts.park(typed(desks, window, name).id)
    assert parked is not None
    desks.parked.seen()
    return parked


def entries(store: OpenStore, kind: str) -> list[dict[str, Any]]:
    with store.look() as work:
        return [{**one.read().payload, "actor": one.read().actor} for one in work.journal.of_kinds(kind)]


def mine(desks: Desks) -> list[str]:
    return [str(next(iter(draft.raw.values()))) for draft in desks.drafts.all()]


def test_a_draft_is_seen_and_taken_over_at_another_pc_and_the_journal_says_by_whom(centre: Centre) -> None:
    (store1, window1), (store2, window2) = centre.pc("02"), centre.pc("03")
    draft = put_aside(window1)
    (seen,) = window2.parked.seen()
    assert (seen.name, seen.matter, seen.ticket, seen.window, seen.holder) == (NAME, MATTER, NUMBER, "1", "staff:02")
    assert seen.parked_at == draft.parked_at
    assert window1.parked.seen() == ()  # one's own stands among one's own
    taken = window2.drafts.open(window2.parked.take_over(seen, "2"))
    assert taken is not None
    assert (taken.raw, taken.materials, taken.ticket) == (draft.raw, {"A": "copy"}, NUMBER)
    assert (taken.holder, taken.window, taken.parked_at) == ("staff:03", "2", None)
    assert window2.parked.seen() == ()
    window1.parked.seen()
    assert mine(window1) == []  # it lies at window 2 now
    assert entries(store1, "draft.parked") == [
        {"draft": draft.id, "matter": MATTER, "ticket": NUMBER, "window": "1", "actor": "staff:02"}
    ]
    (said,) = entries(store2, "draft.taken_over")
    assert (said["actor"], said["holder"], said["device"]) == ("staff:03", "staff:02", store1.device.id)
    assert (said["from_window"], said["window"]) == ("1", "2")
    with centre.store.look() as work:  # nothing of it is left at the hub
        assert work.connection.execute("SELECT count(*) FROM draft_shelf").fetchone() == (0,)


def test_at_the_hub_itself_both_ways(centre: Centre) -> None:
    _, window = centre.pc("02")
    put_aside(centre.desks, "1", "在中心节点")
    (at_hub,) = window.parked.seen()
    assert mine(centre.desks) == ["在中心节点"]
    window.parked.take_over(at_hub, "2")
    assert (mine(centre.desks), mine(window)) == ([], ["在中心节点"])
    window.drafts.park(window.drafts.all()[0].id)
    window.parked.seen()
    (back,) = centre.desks.parked.seen()
    centre.desks.parked.take_over(back, "1")
    window.parked.seen()
    assert (mine(centre.desks), mine(window)) == (["在中心节点"], [])


def test_a_draft_that_is_gone_on_with_is_taken_from_the_shelf(centre: Centre) -> None:
    (_, window1), (_, window2) = centre.pc("02"), centre.pc("03")
    draft = put_aside(window1)
    (seen,) = window2.parked.seen()
    assert window1.drafts.lay(draft.id, "1") is not None
    window1.parked.seen()
    assert window2.parked.seen() == ()
    with pytest.raises(DraftGone):
        window2.parked.take_over(seen, "2")
    assert window2.drafts.all() == []


def test_two_take_it_and_one_gets_it(centre: Centre) -> None:
    (_, window1), (_, window2), (_, window3) = centre.pc("02"), centre.pc("03"), centre.pc("04")
    put_aside(window1)
    (seen,) = window2.parked.seen()
    window2.parked.take_over(seen, "2")
    with pytest.raises(DraftGone):
        window3.parked.take_over(seen, "3")
    assert (mine(window2), mine(window3)) == ([NAME], [])


def test_gone_on_with_at_two_pcs_apart_both_are_kept_and_both_say_so(centre: Centre) -> None:
    (_, window1), (_, window2) = centre.pc("02"), centre.pc("03")
    draft = put_aside(window1)
    (seen,) = window2.parked.seen()
    window2.parked.take_over(seen, "2")
    laid = window1.drafts.lay(draft.id, "1")  # its line to the hub is cut: it does not know
    assert laid is not None
    window1.drafts.save(laid, {"applicant_name": "一号窗口接着办的"}, {})
    window1.parked.seen()  # the line is back
    (kept,) = window1.drafts.all()
    assert (kept.raw, kept.beside) == ({"applicant_name": "一号窗口接着办的"}, ("2", "staff:03"))
    assert mine(window2) == [NAME]
    window1.drafts.park(kept.id)  # and handed over once more it does not write over the other
    window1.parked.seen()
    (again,) = window2.parked.seen()
    window2.parked.take_over(again, "2")
    assert sorted(mine(window2)) == sorted(["一号窗口接着办的", NAME])


def test_with_the_hub_away_ones_own_drafts_stay_usable_and_come_to_the_shelf_afterwards(centre: Centre) -> None:
    (_, window1), (_, window2) = centre.pc("02"), centre.pc("03")
    centre.switch_off()
    draft = put_aside(window1)
    assert mine(window1) == [NAME]
    assert window1.drafts.lay(draft.id, "1") is not None
    window1.drafts.park(draft.id)
    centre.switch_on()
    window1 = furnish_again(centre, window1)
    window1.parked.seen()
    assert [one.name for one in furnish_again(centre, window2).parked.seen()] == [NAME]


def furnish_again(centre: Centre, desks: Desks) -> Desks:
    """The same PC, past the seconds in which a hub that was away is not asked again."""
    from kiosk.settings import Settings

    store: Any = desks.drafts._store
    return furnish(store, Settings(centre._folder, centre._folder / "keys"), desks.actor)


def test_a_restarted_hub_has_the_shelf_as_it_was(centre: Centre) -> None:
    (_, window1), (_, window2) = centre.pc("02"), centre.pc("03")
    put_aside(window1)
    centre.switch_off()
    centre.switch_on()
    (seen,) = furnish_again(centre, window2).parked.seen()
    assert seen.name == NAME


def test_an_answer_that_was_lost_costs_nobody_the_draft(centre: Centre) -> None:
    """The hub gave it, and the PC never got it: the same PC gets it again, and after a while anybody does."""
    (_, window1), (_, window2), (_, window3) = centre.pc("02"), centre.pc("03"), centre.pc("04")
    draft = put_aside(window1)
    shelf = centre.desks.shelf_for(window2.device.id)
    shelf.give(draft.id, window1.device.id, "2")
    window1.parked.seen()
    assert mine(window1) == []
    assert window3.parked.seen() == ()
    with pytest.raises(DraftGone):
        centre.desks.shelf_for(window3.device.id).give(draft.id, window1.device.id, "3")
    (seen,) = window2.parked.seen()
    with centre.store.work("clock") as work:
        work.connection.execute("UPDATE draft_shelf SET taken_at = ?", ((centre.clock.now() - LOST * 2).isoformat(),))
    assert [one.id for one in window3.parked.seen()] == [draft.id]
    window2.parked.take_over(seen, "2")
    assert mine(window2) == [NAME]
    assert window3.parked.seen() == ()


@pytest.mark.parametrize("role", ["agent", "hall", "board"])
def test_only_windows_reach_the_shelf(centre: Centre, role: str) -> None:
    (_, window), (_, stranger) = centre.pc("02"), centre.pc("03", role)
    put_aside(window)
    with pytest.raises(Trouble, match="hub_drafts_closed"):
        stranger.parked._shelf.seen()
    assert stranger.parked.seen() == ()
    assert stranger.say(Trouble("hub_drafts_closed"))


def test_what_stands_in_a_draft_never_leaves_with_the_journal(centre: Centre) -> None:
    (store, window1), (store2, window2) = centre.pc("02"), centre.pc("03")
    put_aside(window1)
    window2.parked.take_over(window2.parked.seen()[0], "2")
    for desks in (window1, window2):
        assert desks.post.send_all().trouble == ""
    for one in (store, store2, centre.store):
        with one.look() as work:
            bodies = [row[0] for row in work.connection.execute("SELECT content FROM body")]
        assert not [body for body in bodies if NAME.encode() in body or json.dumps(NAME).encode() in body]
    assert not goes_down("draft.parked")
    assert not goes_down("draft.taken_over")


def test_a_held_number_that_is_called_elsewhere_brings_its_draft(centre: Centre) -> None:
    (_, window1), (_, window2) = centre.pc("02"), centre.pc("03")
    put_aside(window1)
    assert window2.parked.of_number("C002", MATTER) is None
    assert window2.parked.of_number(NUMBER, "M1103") is None
    found = window2.parked.of_number(NUMBER, MATTER)
    assert found is not None
    window2.parked.take_over(found, "2")
    assert mine(window2) == [NAME]


def test_two_clerks_at_one_pc_hand_over_and_the_journal_says_so(centre: Centre) -> None:
    from kiosk.settings import Settings

    first = centre.desks
    second = furnish(centre.store, Settings(centre._folder, centre._folder / "keys"), "staff:0202")
    draft = first.drafts.park(typed(first).id)
    assert draft is not None
    laid = second.drafts.lay(draft.id, "1")
    assert laid is not None
    assert (laid.holder, laid.parked_at) == ("staff:0202", None)
    (said,) = entries(centre.store, "draft.taken_over")
    assert (said["actor"], said["holder"], said["from_window"]) == ("staff:0202", "staff:0101", "1")
    second.drafts.lay(draft.id, "1")  # one's own is no taking over
    assert len(entries(centre.store, "draft.taken_over")) == 1


def test_a_form_taken_from_under_a_clerk_is_kept_beside_the_other(centre: Centre) -> None:
    """Two windows on one store: what lies open at window 1 was taken over at window 2, and both type on."""
    from kiosk.settings import Settings

    first = centre.desks
    second = furnish(centre.store, Settings(centre._folder, centre._folder / "keys"), "staff:0202")
    open_here = typed(first, "1")
    theirs = second.drafts.lay(open_here.id, "2")
    assert theirs is not None
    second.drafts.save(theirs, {"applicant_name": "二号"}, {})
    for _ in range(2):  # the second key stroke comes before the first answer
        beside = first.drafts.save(open_here, {"applicant_name": "一号"}, {})
    assert (beside.beside, beside.id == open_here.id) == (("2", "staff:0202"), False)
    first.drafts.save(beside, {"applicant_name": "一号又"}, {})
    assert sorted(mine(first)) == ["一号又", "二号"]


def test_parked_twice_is_parked_once(centre: Centre) -> None:
    draft = put_aside(centre.desks)
    assert centre.desks.drafts.park(draft.id) == draft
    assert len(entries(centre.store, "draft.parked")) == 1
    assert centre.desks.drafts.park("nothing was typed") is None
    assert centre.desks.drafts.lay("filed") is None
    assert replace(draft) == centre.desks.drafts.open(draft.id)


def with_page(desks: Desks, store: OpenStore, content: bytes) -> Draft:
    """A draft on which a scanned page hangs, put aside at window 1."""
    name = store.blobs.keep(content)
    draft = desks.drafts.begin(desks.intake.open(MATTER), NUMBER, "1")
    page = {"sha256": name, "whole": "", "name": "身份证.png"}
    kept = desks.drafts.save(draft, {"applicant_name": NAME, "materials": {"files": {"A": [page]}}}, {"A": "copy"})
    parked = desks.drafts.park(kept.id)
    assert parked is not None
    desks.parked.seen()
    return parked


def test_the_scanned_pages_go_with_the_draft_and_are_forgotten_at_the_hub(centre: Centre) -> None:
    (store1, window1), (store2, window2) = centre.pc("02"), centre.pc("03")
    content = bytes(range(256)) * 5000  # more than a message of the line may have
    with_page(window1, store1, content)
    (name,) = store1.blobs.names()
    assert centre.store.parked_pages.names() == [name]
    assert content not in b"".join(path.read_bytes() for path in (centre._folder / "hub").rglob("*") if path.is_file())
    window2.parked.take_over(window2.parked.seen()[0], "2")
    assert store2.blobs.read(name) == content
    window1.parked.seen()
    assert centre.store.parked_pages.names() == []


def test_pages_from_the_hubs_own_window_come_too(centre: Centre) -> None:
    store, window = centre.pc("02")
    with_page(centre.desks, centre.store, b"page of the hub")
    window.parked.take_over(window.parked.seen()[0], "2")
    assert [store.blobs.read(name) for name in store.blobs.names()] == [b"page of the hub"]


def test_a_page_that_no_draft_speaks_of_is_given_to_nobody(centre: Centre) -> None:
    (store1, window1), (_, window2) = centre.pc("02"), centre.pc("03")
    draft = with_page(window1, store1, b"page")
    other = centre.store.blobs.keep(b"a scan of a case")
    with pytest.raises(DraftGone):
        window2.parked._shelf.page(draft.id, window1.device.id, other)
    with pytest.raises(DraftGone):
        window2.parked._shelf.page("unknown", centre.store.device.id, other)


def test_pages_that_did_not_reach_the_hub_are_brought_the_next_time(centre: Centre) -> None:
    (store1, window1), (store2, window2) = centre.pc("02"), centre.pc("03")
    with_page(window1, store1, b"page")
    for name in centre.store.parked_pages.names():
        centre.store.parked_pages.drop(name)  # the line was cut between the draft and its page
    window1.parked.seen()
    window2.parked.take_over(window2.parked.seen()[0], "2")
    assert [store2.blobs.read(name) for name in store2.blobs.names()] == [b"page"]


def test_what_was_taken_over_is_handed_back_to_whoever_had_it(centre: Centre) -> None:
    (_, window1), (store2, window2) = centre.pc("02"), centre.pc("03")
    put_aside(window1)
    (seen,) = window2.parked.seen()
    taken = window2.parked.take_over(seen, "2")
    back = window2.drafts.hand_back(taken)
    assert back is not None
    assert (back.holder, back.window, back.parked_at is None) == ("staff:02", "1", False)
    window2.parked.seen()  # the hub is told
    (there,) = window1.parked.seen()
    assert (there.holder, there.window) == ("staff:02", "1")
    window1.parked.take_over(there, "1")
    window2.parked.seen()
    assert (mine(window1), mine(window2)) == ([NAME], [])
    assert [said["actor"] for said in entries(store2, "draft.parked")] == ["staff:03"]


def test_only_what_was_taken_over_is_handed_back(centre: Centre) -> None:
    draft = typed(centre.desks)
    with pytest.raises(DraftFromNobody):
        centre.desks.drafts.hand_back(draft.id)
    assert centre.desks.drafts.hand_back("nothing") is None
