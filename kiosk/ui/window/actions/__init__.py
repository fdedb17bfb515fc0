"""What a clerk can do with one case, each a line in a list: its key, its word, when it fits, what is asked, the deed.

Here live the list (`listing.ACTIONS`), what an action is (`action`), and the clerk's hand that asks and does
(`doing`). Never here: a rule of a case, which the desks and the fold have. By the door leave `Action`, `Blank`, `Said`
and `CaseWork` for those who add a line.
"""

from kiosk.ui.window.actions.action import Action, Blank, CaseWork, Said

__all__ = ["Action", "Blank", "CaseWork", "Said"]
