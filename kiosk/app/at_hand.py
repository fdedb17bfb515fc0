"""A case taken in hand by its number, within a piece of work that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.refusals import CaseUnknown

if TYPE_CHECKING:
    from kiosk.app.ports import Work
    from kiosk.domain.case import Case


def case_of(work: Work, case_no: str) -> Case:
    """The case as its entries add up to it. Refuses `CaseUnknown`."""
    case = work.cases.get(case_no)
    if case is None:
        raise CaseUnknown(case_no)
    return case
