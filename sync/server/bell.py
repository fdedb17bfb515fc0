"""The bell: whoever stores something rings, and requests that wait for news look again. No thread waits for it."""

import asyncio
from threading import Lock


class Bell:
    """Rung from any thread, heard in any event loop."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rings = 0
        self._closed = False
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    @property
    def rings(self) -> int:
        """How often it has rung; to be read before looking for news, so that none is missed."""
        return self._rings

    def ring(self) -> None:
        """Something is new."""
        with self._lock:
            self._rings += 1
            for loop, event in self._waiting:
                loop.call_soon_threadsafe(event.set)

    def close(self) -> None:
        """The house closes: nobody waits any longer."""
        self._closed = True
        self.ring()

    async def wait(self, heard: int, seconds: float) -> bool:
        """Whether it rang again after `heard` rings, within so many seconds, and the house is still open."""
        waiter = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            if self._rings == heard:
                self._waiting.add(waiter)
            else:
                waiter[1].set()
        try:
            await asyncio.wait_for(waiter[1].wait(), max(0.0, seconds))
        except TimeoutError:
            return False
        finally:
            with self._lock:
                self._waiting.discard(waiter)
        return not self._closed

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)
