"""The desk for a lost receipt (补打): once more only for whoever shows the ID of the case, marked and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.refusals import Refusal

if TYPE_CHECKING:
    from kiosk.app.intake import IntakeDesk
    from kiosk.app.papers import Printed
    from kiosk.app.printing import PrintingDesk

BY_ID, CORRECTED = "id", "corrected"


class IdDiffers(Refusal):
    """The ID number that was read or typed is not that of the case; nothing was printed."""

    def __init__(self, case_no: str) -> None:
        super().__init__("id_differs", case_no=case_no)


class ReprintingDesk:
    """Prints nothing without the number having been read or typed again."""

    def __init__(self, intake: IntakeDesk, printing: PrintingDesk) -> None:
        self._intake = intake
        self._printing = printing

    def again(self, case_no: str, id_number: str, actor: str) -> Printed:
        """The receipt once more. Refuses an unknown case, and `IdDiffers`; a case without a number asks for the name
        of its applicant instead."""
        taken = self._intake.taken(case_no)
        case = taken.case
        if id_number.strip().upper() != (case.id_number.upper() or case.applicant):
            raise IdDiffers(case_no)
        return self._printing.receipt(taken, actor, again=True, shown=BY_ID)

    def corrected(self, case_no: str, actor: str) -> Printed:
        """The receipt once more for whoever stands here and had it corrected. Refuses an unknown case."""
        return self._printing.receipt(self._intake.taken(case_no), actor, again=True, shown=CORRECTED)
