"""Going from fault to fault: which field is the next one to be put right, seen from where the cursor is."""

from forms import Fault
from kiosk.ui.form.filling import Filling
from kiosk.ui.form.verdicts import errors


def fault_beside(filling: Filling, by: int) -> str:
    """The path of the next fault that is told (1), or the one before (-1), around the form's ends; '' without one.

    Where nothing is told, what is still missing counts.
    """
    faults = [fault for fault in filling.checked.faults if fault.field.partition("[")[0] in filling.fields]
    told = [fault for fault in faults if fault in filling.heard_in(_key(fault)).get(fault.field, ())]
    paths = list(dict.fromkeys(fault.field for fault in told or errors(faults)))
    if not paths:
        return ""
    at = filling.progress.at
    if at in paths:
        return paths[(paths.index(at) + by) % len(paths)]
    here = _place(filling, at)
    after = [path for path in paths if _place(filling, path) > here]
    before = [path for path in paths if _place(filling, path) < here]
    return (after or paths)[0] if by > 0 else (before or paths)[-1]


def _key(fault: Fault) -> str:
    return fault.field.partition("[")[0]


def _place(filling: Filling, path: str) -> tuple[int, int]:
    """Where a path stands on the sheet: its question, and its row; nowhere is before everything."""
    key, _, rest = path.partition("[")
    row = rest.partition("]")[0]
    order = list(filling.fields)
    return (order.index(key) if key in filling.fields else -1, int(row) if row.isdigit() else -1)
