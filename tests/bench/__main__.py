"""`python -m tests.bench [NAME …] [--json FILE]`: run the benches, print a table and JSON."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from .books import books_at_start, books_in_pieces
from .desks import accept, ticket
from .encrypted import encrypted_accept, encrypted_first_search, encrypted_search
from .floors import Measured
from .form import judged, keyed
from .lan_news import lan
from .line import board, call, history, take
from .papers import receipt
from .person import person
from .restart import restart
from .screens import memory, start
from .search import search
from .starts import many
from .sync_push import idle, one_case, push

BENCHES: dict[str, Callable[[], Measured]] = {
    "start": start,
    "memory": memory,
    "ticket": ticket,
    "accept": accept,
    "encrypted-accept": encrypted_accept,
    "encrypted-search": encrypted_search,
    "encrypted-first-search": encrypted_first_search,
    "receipt": receipt,
    "push": push,
    "case-to-city": one_case,
    "idle-round": idle,
    "form": judged,
    "key": keyed,
    "definitions": many,
    "lan": lan,
    "take": take,
    "call": call,
    "board": board,
    "restart": restart,
    "history": history,
    "person": person,
    "search": search,
    "books-at-start": books_at_start,
    "books-in-pieces": books_in_pieces,
}


def main(words: list[str]) -> None:
    """Run what is named, or all."""
    target = words.pop(words.index("--json") + 1) if "--json" in words else ""
    names = [w for w in words if w in BENCHES] or list(BENCHES)
    rows = [BENCHES[name]() for name in names]
    print(f"{'bench':<24}{'ours':>12}{'floor':>12}{'ratio':>8}{'aim':>8}")
    for row in rows:
        print(f"{row.name:<24}{_shown(row.ours, row):>12}{_shown(row.floor, row):>12}{row.ratio:>8.2f}{row.aim:>8.2f}")
    plain = [{"name": r.name, "ours": r.ours, "floor": r.floor, "ratio": r.ratio, "aim": r.aim} for r in rows]
    text = json.dumps(plain, ensure_ascii=False, indent=1)
    print(text)
    if target:
        Path(target).write_text(text + "\n", "utf-8")


def _shown(value: float, row: Measured) -> str:
    if row.unit == "B":
        return f"{value:.0f} B"
    return f"{value * 1000:.2f} ms" if row.unit == "s" else f"{value / 2**20:.1f} MiB"


if __name__ == "__main__":
    main(sys.argv[1:])
