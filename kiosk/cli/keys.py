"""Commands of the keys: which slots open the store, the recovery key, a passphrase, another key, a disk that moved."""

import os
import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.app.keyholding import KeyDesk
from kiosk.app.papers import RecoveryPaper
from kiosk.cli.answer import Answer
from kiosk.cli.words import Keys as Words
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.settings import Settings, read_settings
from kiosk.store.door import OpenStore
from kiosk.wiring.house import actor_of
from kiosk.wiring.keyroom import adopt as adopt_disk
from kiosk.wiring.keyroom import key_room, let_open, people_open


def slots(given: Namespace) -> Answer:
    """The slots: {"slots": [{"id", "kind", "name", "since"}], "weak", "was_clear", "recovery"}."""
    with key_room(read_settings(given.data), given.staff) as (_, desk):
        seen = desk.slots()
    rows = [{"id": s.id, "kind": s.kind, "name": s.name, "since": s.since} for s in seen.slots]
    lines = [Words.SLOT.format(**row, said=Words.KINDS[row["kind"]]) for row in rows]
    warned = (
        (seen.weak, Words.WEAK),
        (seen.was_clear, Words.WAS_CLEAR),
        (not seen.recovery, Words.NO_RECOVERY),
        (seen.rotation_due, Words.ROTATION_DUE),
    )
    value = {"slots": rows, "weak": seen.weak, "was_clear": seen.was_clear, "recovery": seen.recovery}
    value |= {"people": seen.people, "rotation_due": seen.rotation_due}
    return Answer(value, [*lines, *(said for when, said in warned if when)])


def recovery(given: Namespace) -> Answer:
    """A new recovery key, on paper or shown once: {"sheets": [...]} or {"recovery": [...]}."""
    settings = read_settings(given.data)
    with key_room(settings, given.staff) as (store, desk):
        return give_recovery(store, desk, settings, given.out, given.split)


def give_recovery(store: OpenStore, desk: KeyDesk, settings: Settings, out: str, split: bool) -> Answer:
    """Make it, and hand it over: into files outside the data directory, to the printer, else in words, once."""
    target = _sheet_target(settings, out) if out else None
    papers = desk.recovery(store.device.station, store.device.id, datetime.now(CHINA), split)
    if target is not None:
        sheets = [str(_written(target, paper)) for paper in papers]
        return Answer({"sheets": sheets}, [Words.SHEET.format(path=path) for path in sheets])
    if settings.printer and not settings.printer.startswith("folder:"):
        return Answer({"printed": len(papers)}, [_printed(settings, paper) for paper in papers])
    said = [line for paper in papers for line in (Words.HALVES[paper.half], f"    {paper.text}")]
    return Answer({"recovery": [paper.text for paper in papers]}, [*said, Words.WRITE_DOWN])


def passphrase(given: Namespace) -> Answer:
    """A passphrase opens the store: {"slot"}; with `--only` nothing else but the recovery key does."""
    said = secret(given.key, Words.ASK_NEW)
    with key_room(read_settings(given.data), given.staff) as (_, desk):
        made = desk.passphrase(said, given.name, given.only)
    return Answer({"slot": made.id}, [Words.ADDED.format(slot=made.id, said=Words.KINDS[made.kind])])


def machine(given: Namespace) -> Answer:
    """This PC opens the store by itself: {"slot", "kind"}."""
    settings = read_settings(given.data)
    with key_room(settings, given.staff) as (_, desk):
        made = desk.machine(given.guard or settings.guard)
    return Answer({"slot": made.id, "kind": made.kind}, [Words.ADDED.format(slot=made.id, said=Words.KINDS[made.kind])])


def people(given: Namespace) -> Answer:
    """Only people open the data on this PC from now on: {"people": true}."""
    people_open(read_settings(given.data), given.staff)
    return Answer({"people": True}, [Words.PEOPLE])


def person(given: Namespace) -> Answer:
    """Somebody's own secret opens it too: {"staff"}."""
    let_open(read_settings(given.data), given.staff, given.number, secret(given.key, Words.ASK_HIS))
    return Answer({"staff": given.number}, [Words.PERSON.format(number=given.number)])


def remove(given: Namespace) -> Answer:
    """A slot opens nothing any more: {"slot"}."""
    with key_room(read_settings(given.data), given.staff) as (_, desk):
        gone = desk.remove(given.slot)
    return Answer({"slot": gone.id}, [Words.REMOVED.format(slot=gone.id, said=Words.KINDS[gone.kind])])


def rotate(given: Namespace) -> Answer:
    """Another key, while everybody goes on working: {"rotated": true}."""
    with key_room(read_settings(given.data), given.staff) as (_, desk):
        desk.rotate()
    return Answer({"rotated": True}, [Words.ROTATED])


def adopt(given: Namespace) -> Answer:
    """This disk has come to another PC: the recovery key opens it, and this PC does from now on: {"device"}."""
    device = adopt_disk(read_settings(given.data), actor_of(given.staff), secret(given.key, Words.ASK_RECOVERY))
    return Answer({"device": device}, [Words.ADOPTED.format(device=device)])


def secret(where: str, question: str) -> str:
    """What must never stand on a command line: '-' asks at the terminal, 'fd:N' and 'file:PATH' name where it stands.
    Refuses `secret_in_words` for anything else."""
    kind, _, rest = where.partition(":")
    if kind == "fd" and rest.isdecimal():
        with os.fdopen(int(rest), encoding="utf-8", closefd=False) as file:
            return file.read().strip()
    if kind == "file" and rest:
        try:
            return Path(rest).read_text("utf-8").strip()
        except (OSError, ValueError) as error:
            raise Trouble("secret_unreadable", path=rest) from error
    if where == "-":
        from getpass import getpass

        return getpass(question) if sys.stdin.isatty() else sys.stdin.readline().strip()
    raise Refusal("secret_in_words")


def _sheet_target(settings: Settings, out: str) -> Path:
    """Never onto the disk that it opens. Refuses `sheet_beside_data`, `sheet_exists`."""
    target = Path(out)
    for own in (settings.data, settings.keys):
        if target.resolve().is_relative_to(own.resolve()):
            raise Refusal("sheet_beside_data", path=target)
    if target.exists():
        raise Refusal("sheet_exists", path=target)
    return target


def _written(target: Path, paper: RecoveryPaper) -> Path:
    from kiosk.paper.recovery import recovery_pdf

    path = target.with_stem(f"{target.stem}-{paper.half}") if paper.half else target
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(recovery_pdf(paper))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Trouble("file_unwritten", path=path, reason=error.strerror or error) from error
    return path


def _printed(settings: Settings, paper: RecoveryPaper) -> str:
    """On the printer of receipts; in words where it has not come out, for it stands nowhere else."""
    from kiosk.paper.press import Press
    from kiosk.paper.printers import choose_printer
    from kiosk.paper.recovery import recovery_pdf

    printer = choose_printer(settings.printer)
    done: Any = Press(printer, printer).finished(Words.JOB, recovery_pdf(paper))
    if done.trouble:
        return Words.NOT_PRINTED.format(half=Words.HALVES[paper.half], text=paper.text)
    return Words.PRINTED.format(printer=done.printer)
