"""The hall's search: what people call a matter stands on top."""

from typing import cast

import pytest

from forms import Catalogue
from kiosk.app.hall import HallDesk
from kiosk.app.queue import QueueDesk


@pytest.fixture(scope="module")
def hall() -> HallDesk:
    """A desk that is only asked for matters: no line stands behind it."""
    return HallDesk(cast("QueueDesk", None), Catalogue.shipped())


@pytest.mark.parametrize(("typed", "first"), [("db", "M1201"), ("DB", "M1201"), ("zdsh", "M1201"), ("低保", "M1201")])
def test_the_matter_that_is_known_by_what_was_typed_is_found_first(hall: HallDesk, typed: str, first: str) -> None:
    """The hall's own hint says: for 低保 press D B. Its matter stands before 担保 and 大病."""
    assert hall.search(typed)[0].code == first


@pytest.mark.parametrize("typed", ["sy", "jz", "c"])
def test_what_begins_so_stands_before_what_only_has_it_in_it(hall: HallDesk, typed: str) -> None:
    found = [m for m in hall.search(typed) if typed not in m.search]
    begins = [m.initials.startswith(typed) for m in found]
    assert begins == sorted(begins, reverse=True)
