"""What one cell shows for a value of a definition, and what was meant by what somebody typed into it."""

from datetime import date, datetime
from typing import Any

from forms.spreadsheet.words import LABELS, MARK_BETWEEN, SAMPLE_CODED, say


class Wrong(ValueError):
    """The cell cannot be understood; the text says so in Chinese."""


def shown(kind: str, value: Any) -> Any:
    """What the cell shows for a value: a number or a text, None for nothing."""
    if value is None:
        return None
    if kind == "yes":
        return LABELS["yes"]["true" if value else "false"]
    if kind in LABELS:
        return LABELS[kind].get(value, value)
    if kind == "lines":
        return "\n".join(value) or None
    if kind == "coded":
        return f"{value['code']} {value['label']}"
    if kind == "int":
        return value
    return str(value) or None


def understood(kind: str, cell: Any) -> Any:
    """The value of a cell that is not blank. Raises Wrong."""
    text = typed(cell)
    if kind == "int":
        return _whole(text)
    if kind == "yes":
        return _choice("yes", text) == "true"
    if kind in LABELS:
        return _choice(kind, text)
    if kind == "lines":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if kind == "coded":
        code, _, label = text.partition(" ")
        if not label.strip():
            raise Wrong(say("coded", sample=SAMPLE_CODED, given=text[:40]))
        return {"code": code, "label": label.strip()}
    return text.partition(" ")[0] if kind == "prefix" else text


def typed(cell: Any) -> str:
    """A cell as text: whole numbers without a point, dates as 2026-11-20, blanks trimmed."""
    if isinstance(cell, bool):
        return LABELS["yes"]["true" if cell else "false"]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell).replace("\r\n", "\n").strip()


def answer(value: Any) -> Any:
    """How the example sheet shows an answer."""
    if isinstance(value, bool):
        return shown("yes", value)
    return MARK_BETWEEN.join(map(str, value)) or None if isinstance(value, list) else value


def meant(kind: str, cell: Any) -> Any:
    """An answer of the example sheet as the definition keeps it; `kind` is the type of the field. Raises Wrong."""
    text = "" if cell is None else typed(cell)
    if kind == "multi":
        return [one.strip() for one in text.split(MARK_BETWEEN) if one.strip()]
    if kind == "bool" and text:
        return _choice("yes", text) == "true"
    if kind == "int" and text:
        return _whole(text)
    return text


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Wrong(say("number", given=text[:20])) from None


def _choice(kind: str, text: str) -> str:
    labels = LABELS[kind]
    found = next((code for code, label in labels.items() if text in (label, code)), None)
    if found is None and kind == "block" and text.isascii():
        return text  # a county's own common block
    if found is None:
        key = "yes_no" if kind == "yes" else "choice"
        raise Wrong(say(key, given=text[:20], options=MARK_BETWEEN.join(labels.values())))
    return found
