"""The kinds of entry by which supervision (监察) speaks of a case: what was said of a mark, and that it is closed."""

from sync.protocol.payload import Payload


class FindingSaid(Payload, frozen=True, kw_only=True):
    """`finding.answered`: whose work it is says how it came (处置说明). `finding.closed`: supervision takes the mark
    off (核销), with the reason, and with who approved it where the card is red or black. `rule` names the mark of the
    entry's case; what it rests on is derived from the case and not told again."""

    rule: str
    text: str
    approved_by: str = ""


OVERSIGHT: dict[str, type[Payload]] = {"finding.answered": FindingSaid, "finding.closed": FindingSaid}
