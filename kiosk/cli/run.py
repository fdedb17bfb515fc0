"""From the words typed to an exit code: parse, do, answer; bad news sorted into refusal, trouble and bug."""

from __future__ import annotations

import os
import sys
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from kiosk.cli.answer import BUG, REFUSED, TROUBLED, complain, give
from kiosk.cli.grammar import grammar
from kiosk.cli.kept import say_how_kept
from kiosk.cli.words import PARCEL_FAULT, SENTENCES
from kiosk.domain.refusals import Gap, Refusal, Trouble

if TYPE_CHECKING:
    from kiosk.wiring.admission import Who


class Parser(ArgumentParser):
    """An argument parser whose complaint is a refusal in Chinese, with the usage line that helps."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with the refusal's code."""
        complain(SENTENCES["usage"]["zh"].format(message=message), (self.format_usage().strip(),))
        raise SystemExit(REFUSED)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0 done, 2 refusal, 3 trouble, 1 bug."""
    given = grammar(Parser).parse_args(argv)
    try:
        given.staff = _who(given)
        return give(given.command(given), given.json)
    except Refusal as no:
        complain(_say(no), _details(no))
        return REFUSED
    except Trouble as trouble:
        complain(_say(trouble))
        return TROUBLED
    except BrokenPipeError:
        return TROUBLED
    except Exception:  # the last door: whatever is left is a bug, and says so
        traceback.print_exc(file=sys.stderr)
        complain(SENTENCES["bug"]["zh"])
        return BUG
    finally:
        say_how_kept(given.data)


def _who(given: Namespace) -> Who:
    """Who is said to be there; the environment names a session where the words do not."""
    from kiosk.wiring.admission import Who

    return Who(given.staff, given.secret_fd, given.session or os.environ.get("KIOSK_SESSION", ""))


def _say(news: Refusal | Trouble) -> str:
    from kiosk.wiring.sentences import say

    return say(news, SENTENCES)


def _details(no: Refusal) -> list[str]:
    """Every gap by its field, the sentence and the law it rests on; every fault of a parcel by file and place."""
    if no.key == "bundle_refused":
        faults = getattr(no, "faults", ())
        return [PARCEL_FAULT.format(file=one.file, place=one.place, sentence=one.sentence) for one in faults]
    gaps: Sequence[Gap] = getattr(no, "gaps", ())
    return [f"{gap.field}: {gap.sentence}" + (f" [{gap.basis}]" if gap.basis else "") for gap in gaps]
