"""A returning resident's 居住证签注, from F1 to the printed receipt: how many keys beyond the data itself, how long the
program made the clerk wait."""

import time
from collections.abc import Callable

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.domain.card import Card, CardKind
from tests.ui.card_kit import Reader

from .conftest import Fingers, House, case_numbers

MATTER, MOST_KEYS = "M1103", 12
DIGITS = {"original": "1", "copy": "2", "seen": "3", "shared": "4", "on_file": "4", "owed": "5"}


def _data(key: str, answers: dict[str, object]) -> str:
    """What is typed for a question that nothing has answered."""
    value = answers.get(key)
    if value in (True, False):
        return "y" if value else "n"
    return str(value or "").replace("-", "") if value != "paper" else " "


def test_a_returning_residents_case_takes_twelve_keys_beyond_its_data(
    reader: Reader,
    fingers: Fingers,
    house: House,
    catalogue: Catalogue,
    record_property: Callable[[str, object], None],
) -> None:
    matter = catalogue.matter(MATTER)
    answers = dict(matter.example.answers)
    filed = house.desks.intake.file(Filing(MATTER, answers, dict(matter.example.materials)), "staff:0305")
    card = Card(CardKind.RESIDENT, filed.case.applicant, filed.case.id_number)
    fingers.tell(house.desks.queue.take(MATTER))
    screen, waited = fingers.screen, 0.0
    fingers.pressed = 0

    def key(sequence: str, until: Callable[[], bool]) -> float:
        began = time.process_time()
        fingers.key(sequence)
        fingers.wait(until)
        return time.process_time() - began

    waited += key("F1", lambda: screen.page is screen.intake)
    reader.lay(card)
    fingers.settle()
    waited += key("Ctrl+Shift+Return", lambda: not screen.intake.form.filling.offers)
    typed = 0
    for _ in range(20):
        waited += key("F9", lambda: True)
        if screen.page is screen.done:
            break
        if screen.intake.at_papers():
            at = screen.intake.papers_page.at_material
            data = DIGITS[matter.example.materials[at]]
        else:
            data = _data(screen.intake.form.filling.progress.at, answers)
        assert data, f"nothing to type at {screen.intake.form.filling.progress.at}"
        fingers.write(data)
        typed += len(data)
        fingers.settle()
    fingers.wait(lambda: screen.page is screen.done)
    fingers.wait(lambda: fingers.reads("已交打印机"))
    assert len(case_numbers(house)) == 2
    record_property("keys", fingers.pressed)
    record_property("data", typed)
    record_property("program_ms", round(waited * 1000))
    assert fingers.pressed <= MOST_KEYS
