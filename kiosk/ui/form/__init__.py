"""The form on the counter, drawn from any definition: a shared room of widgets for window and agent, not a screen.

Here live the editors of each kind of question, cards of sections, tables, and what is said beside a field and when;
in `counter` what lies around the form: papers, clocks, the person, the draft. Never here: the name of a matter, a
rule of a desk, a ticket. By the door leave `FormView` (sheet), `Offer` and `Judge`.
"""

from kiosk.ui.form.sheet import FormView, Judge
from kiosk.ui.form.verdicts import Offer

__all__ = ["FormView", "Judge", "Offer"]
