"""How a command answers: one JSON value, or lines for people, on stdout; bad news in Chinese on stderr."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

DONE, BUG, REFUSED, TROUBLED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say: `value` for machines, `lines` for people; `code` when it is not 0."""

    value: Any
    lines: Sequence[str] = ()
    code: int = DONE


Command = Callable[..., Answer]


def give(answer: Answer, as_json: bool) -> int:
    """Write the answer and return its exit code."""
    if as_json:
        sys.stdout.write(json.dumps(answer.value, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in answer.lines)
    sys.stdout.flush()
    return answer.code


def complain(sentence: str, details: Sequence[str] = ()) -> None:
    """Bad news: a sentence, and one line for each thing to be mended."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.writelines(f"  {line}\n" for line in details)
