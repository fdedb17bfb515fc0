"""What fields are called: keys made for those that have none, and 【names】 in rules turned into keys."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

from forms.sources import Table
from forms.spreadsheet.cells import understood
from forms.spreadsheet.words import BRACKETS

_NAMED = re.compile(f"{BRACKETS[0]}([^{''.join(BRACKETS)}]+){BRACKETS[1]}")


def key_of(label: str, taken: Set[str], initials: Callable[[str], str]) -> str:
    """A key out of the pinyin initials of a label, not one of those that are taken."""
    stem = re.sub(r"[^a-z0-9]", "", initials(label))[:30].lstrip("0123456789") or "field"
    stem = f"f_{stem}"
    return next(key for nth in range(1, len(taken) + 2) if (key := stem if nth == 1 else f"{stem}_{nth}") not in taken)


class Names:
    """The fields of a form by key and by what they are called, with those of its common blocks."""

    def __init__(self, sections: Sequence[Mapping[str, Any]], blocks: Mapping[str, Table]) -> None:
        self.types: dict[str, str] = {}
        self.labels: dict[str, list[str]] = {}
        for section in sections:
            fields = section.get("fields", blocks.get(section.get("block", ""), {}).get("fields", ()))
            for one in fields:
                if one.get("key") not in section.get("drop", ()):
                    self._take(one, section.get("override", {}))

    def _take(self, one: Mapping[str, Any], changes: Mapping[str, Mapping[str, Any]]) -> None:
        key = one.get("key", "")
        self.types[key] = one.get("type", "text")
        label = changes.get(key, {}).get("label", one.get("label", ""))
        self.labels.setdefault(label, []).append(key)
        for column in one.get("columns", ()):
            self.types[f"{key}.{column.get('key', '')}"] = column.get("type", "text")

    def with_keys(self, text: str) -> tuple[str, list[tuple[str, str]]]:
        """The text with 【names】 turned into keys, and (fault, name) for each that cannot be told."""
        wrong: list[tuple[str, str]] = []

        def key_for(found: re.Match[str]) -> str:
            keys = self.labels.get(found[1].strip(), [])
            if len(keys) != 1:
                wrong.append(("labels_twice" if keys else "no_label", found[1].strip()))
                return found[0]
            return keys[0]

        return _NAMED.sub(key_for, text), wrong

    def label_of(self, key: str) -> str:
        """What a field is called; empty for an unknown one."""
        return next((label for label, keys in self.labels.items() if key in keys), "")

    @staticmethod
    def way(value: Any) -> Any:
        """How a paper was handed in. Raises Wrong."""
        return understood("handed", value or "")
