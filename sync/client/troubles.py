"""What can go wrong on the way to the upstream. Nothing that was entered is lost by any of it; sentences in `words`."""


class SyncTrouble(Exception):
    """`key` finds the sentence, `values` fill it, `wait` are seconds the upstream asked for (0: no wish)."""

    def __init__(self, key: str, wait: int = 0, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.wait = wait
        self.values = values


class CityUnreachable(SyncTrouble):
    """No line, a captive portal, a broken proxy, a busy or failing upstream: offline. Always safe to try again."""


class NotEnrolled(SyncTrouble):
    """The upstream does not know this device's key: it has to be enrolled. Entries wait meanwhile."""


class RefusedByCity(SyncTrouble):
    """The upstream answers, and says no: a code that is used up, a revoked device, a version too old."""


class TooMuchAtOnce(SyncTrouble):
    """The message was too large for the line or for what stands before the upstream: send less."""


class NonceStale(SyncTrouble):
    """The upstream wants its newest nonce in the seal; `nonce` is it. Ask again at once."""

    def __init__(self, nonce: str) -> None:
        super().__init__("nonce_stale")
        self.nonce = nonce
