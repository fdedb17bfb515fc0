"""A paper that was verified afterwards moves no case, and what was found is not for the public page."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.domain.case import Case, CaseState, Step, after
from sync.city.progress import _reason
from tests.sync.city_kit import filing

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Entry:
    def __init__(self, kind: str, payload: dict[str, object]) -> None:
        self.kind, self.payload, self.actor, self.at = kind, payload, "staff:0305", AT


def _case() -> Case:
    return after(None, Entry("case.accepted", filing("341323110000-20261123-01-0001-7XK")))


def test_verifying_a_paper_moves_no_case() -> None:
    case = _case()
    told = {"material": "M0201-A01", "way": "shared", "fits": True, "text": "人口库一致"}
    seen = after(case, Entry("case.verified", told))
    assert replace(seen, steps=case.steps) == case
    assert seen.steps[-1].kind == "case.verified"


def test_what_was_found_is_not_the_reason_on_the_public_page() -> None:
    steps = (Step("case.voided", AT, "staff:0305", "录错了人"), Step("case.verified", AT, "staff:0306", "查无此人"))
    ended = replace(_case(), state=CaseState.VOIDED, steps=steps)
    assert _reason(ended) == "录错了人"
