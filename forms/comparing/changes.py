"""What changed from one version of a matter to another, for a draft that moves on and for whoever publishes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.comparing.facts import Entry, entries
from forms.comparing.words import say
from forms.shapes import Field, Matter

_NO_LONGER_FITS = ("type", "code_set", "kind")


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `kind` is added, removed or changed; `part` guide, limits, steps, papers, form, rules or choices;
    `key` the paper's id, the field's key; `what` the heading that changed, with `before` and `after`; `sentence` says
    it in Chinese."""

    kind: str
    part: str
    key: str
    label: str
    sentence: str
    what: str = ""
    before: str = ""
    after: str = ""


def diff(old: Matter, new: Matter) -> tuple[Change, ...]:
    """Everything that a newer version says otherwise, in the order of its definition; what is gone comes last."""
    before, after = entries(old), entries(new)
    changes: list[Change] = []
    for place, entry in after.items():
        if place not in before:
            changes.append(_whole("added", entry))
        else:
            changes += _altered(before[place], entry)
    return (*changes, *(_whole("removed", entry) for place, entry in before.items() if place not in after))


def carried(old: Matter, new: Matter, answers: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The answers of a draft that still fit the newer form, and the fields whose answers have to be given anew.

    Columns of tables as "table.column". What is left is not judged here: `forms.check` does that.
    """
    before = {field.key: field for field in old.fields}
    after = {field.key: field for field in new.fields}
    kept: dict[str, Any] = {}
    lost: list[str] = []
    for key, value in answers.items():
        if key not in after or not _fits(before.get(key), after[key]):
            lost.append(key)
        elif after[key].type == "table" and isinstance(value, (list, tuple)):
            gone = _columns_gone(before.get(key), after[key])
            lost += [f"{key}.{column}" for column in gone if any(column in row for row in value)]
            kept[key] = [{name: one for name, one in row.items() if name not in gone} for row in value]
        else:
            kept[key] = value
    return kept, tuple(lost)


def _columns_gone(before: Field | None, after: Field) -> list[str]:
    now = {column.key: column for column in after.columns}
    return [one.key for one in (before.columns if before else ()) if not (one.key in now and _fits(one, now[one.key]))]


def _fits(before: Field | None, after: Field) -> bool:
    return before is None or all(getattr(before, part) == getattr(after, part) for part in _NO_LONGER_FITS)


def _whole(kind: str, entry: Entry) -> Change:
    more = [f"{what} {text}" for what, text in entry.said.items() if text != entry.label]
    said = say("diff_more", said=say("diff_between").join(more)) if more else ""
    sentence = say(f"diff_{kind}", part=say(f"part_{entry.part}"), label=entry.label, said=said)
    return Change(kind, entry.part, entry.key, entry.label, sentence)


def _altered(before: Entry, after: Entry) -> list[Change]:
    found = []
    for what in dict.fromkeys((*after.said, *before.said)):
        one, other = before.said.get(what, ""), after.said.get(what, "")
        if one != other:
            shown = {"before": one or say("diff_nothing"), "after": other or say("diff_nothing")}
            alone = after.label == what  # a line of the guide is called what it says
            label = "" if alone else say("diff_of", label=after.label)
            sentence = say("diff_changed", part=say(f"part_{after.part}"), label=label, what=what, **shown)
            found.append(Change("changed", after.part, after.key, after.label, sentence, what, one, other))
    return found
