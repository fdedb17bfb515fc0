"""Ink: what a hand wrote on a glass, stroke by stroke, and what it was written under."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms import Matter
from sync.protocol.kinds import Beside

STROKES = "application/json"
REFERENCE = "screen:"
"""How a form's answer names ink: the field was signed on the screen."""
LEAST_POINTS, MOST_POINTS = 12, 20_000

Point = tuple[float, float, int, float]
"""x and y in dots of the pad, milliseconds since the first touch, pressure from 0 to 1 (1 where none is known)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A hand's strokes on a pad of `width` × `height` dots; `pen` is 'mouse', 'touch' or 'pen', `at` when it began
    (ISO 8601)."""

    strokes: tuple[tuple[Point, ...], ...]
    width: int
    height: int
    pen: str
    at: str

    @property
    def enough(self) -> bool:
        """Whether it is more than a tap."""
        points = [point for stroke in self.strokes for point in stroke]
        xs, ys = [x for x, _, _, _ in points], [y for _, y, _, _ in points]
        wide = bool(points) and (max(xs) - min(xs) > self.width / 20 or max(ys) - min(ys) > self.height / 10)
        return wide and LEAST_POINTS <= len(points) <= MOST_POINTS


@dataclass(frozen=True, slots=True)
class Marks:
    """What is put on a filled form besides its answers: signatures on the screen by field, and who stood beside the
    applicant, None where nobody did."""

    hands: Mapping[str, Written] = field(default_factory=dict)
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class Ink:
    """A signature on the screen that was kept: its file in the store, who signed, what (`digest`), which field, the
    page that was shown, with what and when."""

    sha256: str
    size: int
    signer: str
    digest: str
    field: str = ""
    sheet: str = ""
    pen: str = ""
    at: str = ""

    def plain(self) -> dict[str, object]:
        """For a draft."""
        return {key: getattr(self, key) for key in self.__slots__}


def ink_of(plain: object) -> Ink | None:
    """Ink as a draft kept it; None for what is not understood."""
    try:
        ink = Ink(**{key: plain[key] for key in Ink.__slots__}) if isinstance(plain, Mapping) else None
    except KeyError:
        return None
    return ink if ink is not None and isinstance(ink.size, int) and isinstance(ink.sha256, str) else None


def digest_of(matter: Matter, answers: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of what is signed: the matter in its version, and every answer but the signatures themselves, as
    canonical JSON. It changes with any of them."""
    signs = {field.key for field in matter.fields if field.type == "signature"}
    signed = {
        "matter": matter.code,
        "version": matter.version,
        "fingerprint": matter.fingerprint,
        "answers": {key: answers[key] for key in sorted(answers) if key not in signs},
    }
    return hashlib.sha256(_canonical(signed)).hexdigest()


def strokes_file(written: Written, about: Ink) -> bytes:
    """The file of the strokes: it says what was signed, and no two are alike."""
    return _canonical(
        {
            "digest": about.digest,
            "sheet": about.sheet,
            "signer": about.signer,
            "field": about.field,
            "at": written.at,
            "pen": written.pen,
            "pad": [written.width, written.height],
            "mark": secrets.token_hex(16),
            "strokes": [[[round(x, 2), round(y, 2), t, round(p, 3)] for x, y, t, p in one] for one in written.strokes],
        }
    )


def read_strokes(content: bytes) -> tuple[str, Written]:
    """The digest that strokes were made under, and the strokes. Raises ValueError for what is no such file."""
    try:
        told = json.loads(content)
        strokes = tuple(tuple((float(x), float(y), int(t), float(p)) for x, y, t, p in one) for one in told["strokes"])
        width, height = told["pad"]
        return str(told["digest"]), Written(strokes, int(width), int(height), str(told["pen"]), str(told["at"]))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError("no strokes") from error


def fields_to_sign(matter: Matter) -> Sequence[str]:
    """Keys of the fields that the applicant signs; those of whoever handles or decides it are none."""
    return [
        field.key
        for field in matter.fields
        if field.type == "signature" and field.filled_by == "applicant" and field.key.endswith("sign")
    ]


def _canonical(plain: object) -> bytes:
    return json.dumps(_plain(plain), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value
