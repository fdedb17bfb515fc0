"""Laying definitions side by side: what a newer version changed, and where centres are not the same.

Here live the facts of a definition in plain words and the comparing of them. Never here: judging a form, a store, a
screen. By the door leave `diff`, `carried`, `Change`, `compare`, `Fairness` and `Difference`.
"""

from forms.comparing.changes import Change, carried, diff
from forms.comparing.fairness import Difference, Fairness, compare

__all__ = ["Change", "Difference", "Fairness", "carried", "compare", "diff"]
