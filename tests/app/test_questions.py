"""What the program cannot decide is put to whoever files, and the entry says whether he looked."""

from dataclasses import replace
from typing import Any

import pytest

from forms import Catalogue
from kiosk.app.filing import CountyRules
from kiosk.app.intake import IntakeDesk

LINE = "dibao.line_rural_month"


@pytest.fixture
def intake(house: Any) -> IntakeDesk:
    """A desk in a county that has not set its line."""
    rules: CountyRules = house.intake._rules
    unset = replace(rules, parameters={**rules.parameters, LINE: None})
    return IntakeDesk(house.store, Catalogue.shipped(), unset, house.store.device, house.intake._trust)


def test_a_question_neither_passes_nor_fails_and_is_entered_with_its_answer(house: Any, intake: IntakeDesk) -> None:
    filing = house.example("M1201")
    matter = intake.open("M1201")
    (asked,) = [fault for fault in intake.judge(matter, filing.raw).faults if fault.severity == "ask"]
    assert "农村低保月标准" in asked.sentence
    assert intake.gaps(filing) == ()

    def entered(confirmed: frozenset[str]) -> list[dict[str, object]]:
        taken = intake.file(replace(filing, confirmed=confirmed), "staff:0305")
        with house.store.look() as work:
            found: list[dict[str, object]] = work.journal.of_case(taken.case.case_no)[0].read().payload["asked"]
        return found

    assert entered(frozenset()) == [{"rule": asked.rule, "text": asked.sentence}]
    assert entered(frozenset({asked.rule})) == [{"rule": asked.rule, "text": asked.sentence, "confirmed": True}]
