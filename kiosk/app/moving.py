"""A half-filled form whose matter has a newer version: what changed, what can be carried over, and the move itself.

Nothing that was typed is lost: what no longer fits stays in the draft, beside the answers, and is shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from forms import Change, Matter, carried, diff, is_joint
from kiosk.app.drafts import DraftDesk
from kiosk.app.outcomes import Draft
from kiosk.domain.refusals import MatterUnknown

BEFORE = "before"  # the key of a draft under which answers stand that its newer form has no place for
Open = Callable[..., Matter]


@dataclass(frozen=True, slots=True)
class Move:
    """What moving a draft on would do. `left` are the answers that the newer form does not take, by their label."""

    draft: Draft
    old: Matter
    new: Matter
    changes: tuple[Change, ...]
    kept: Mapping[str, object]
    left: Mapping[str, object]


def move_of(draft: Draft, opened: Open) -> Move | None:
    """The move that could be made with this draft; None where its version is the newest. `opened` opens a matter by
    code and version (the newest where none is named), as `IntakeDesk.open`."""
    if is_joint(draft.matter):
        return None
    try:
        old, new = opened(draft.matter, draft.version), opened(draft.matter)
    except MatterUnknown:
        return None
    if new.version <= old.version:
        return None
    answers = {key: value for key, value in draft.raw.items() if any(field.key == key for field in old.fields)}
    kept, lost = carried(old, new, answers)
    return Move(draft, old, new, diff(old, new), kept, {_label(old, path): _value(answers, path) for path in lost})


def take_move(move: Move, drafts: DraftDesk) -> Draft:
    """Keep the draft as one of the newer version; what it cannot take stays beside it."""
    own = {field.key for field in move.old.fields}
    beside = {key: value for key, value in move.draft.raw.items() if key not in own}
    if move.left:
        beside[BEFORE] = {**_before(beside), str(move.old.version): dict(move.left)}
    papers = {material.id for material in move.new.materials}
    ways = {key: way for key, way in move.draft.materials.items() if key in papers}
    return drafts.save(replace(move.draft, version=move.new.version), {**beside, **move.kept}, ways)


def _before(beside: Mapping[str, object]) -> dict[str, object]:
    found = beside.get(BEFORE)
    return dict(found) if isinstance(found, dict) else {}


def _label(matter: Matter, path: str) -> str:
    """What a field was called; of a table's column with the table's name before it."""
    key, _, column = path.partition(".")
    field = next(one for one in matter.fields if one.key == key)
    columns = {one.key: one.label for one in field.columns}
    return f"{field.label} {columns.get(column, column)}" if column else field.label


def _value(answers: Mapping[str, object], path: str) -> object:
    key, _, column = path.partition(".")
    value = answers[key]
    return [row.get(column) for row in value] if column and isinstance(value, (list, tuple)) else value
