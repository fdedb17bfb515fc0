"""The kind of entry by which somebody sets a rule for all PCs of a centre, of a township with its villages, or more."""

from sync.protocol.payload import Payload


class CentreRuled(Payload, frozen=True, kw_only=True):
    """`centre.ruled`: from now on `name` is `value` for every device whose number begins with `area` (2, 4, 6, 9 or 12
    digits). Empty gives it back to whoever stands below. `turn` is one more than the highest that was known of this
    name to who set it: of two by the same hand the higher one counts, and of two that were set apart the greater id of
    the entry, so that all PCs go by the same whatever came first. `over` names the newest parcel of definitions that
    was known where it was set, and that it replaces ('' none)."""

    area: str
    name: str
    value: str
    turn: int
    over: str = ""
