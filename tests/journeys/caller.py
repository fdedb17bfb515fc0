"""A long-lived process that runs a window's line in a loop: takes, calls, lets rest, and says aloud what it has done.

Run as `python caller.py DATA`: prints `did NUMBER STATE` after each acknowledged step, and the store's own moments
(loud.py) while one is made durable.
"""

import sys
from itertools import cycle

from kiosk.domain.ticket import Hold
from tests.journeys.loud import loud_desks, say


def main(data: str) -> None:
    """Run the line until killed."""
    queue = loud_desks(data).queue
    for hold in cycle(Hold):
        for _ in range(2):
            ticket = queue.take("M1103").ticket
            say(f"did {ticket.number} {ticket.state}")
        for last in (lambda number, hold=hold: queue.hold(number, hold, "note"), queue.skip):
            called = queue.call("3").ticket
            say(f"did {called.number} {called.state}")
            say("@called")
            ended = last(called.number).ticket
            say(f"did {ended.number} {ended.state}")
            say(f"@{ended.state}")


if __name__ == "__main__":
    main(sys.argv[1])
