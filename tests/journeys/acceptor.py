"""A long-lived process that accepts cases in a loop, says aloud where it is, and tells each case once it is
acknowledged.

Run as `python acceptor.py DATA [CITY]`: prints `@WINDOW` when it enters a window (the store's own are in loud.py), and
`ok CASE_NO REQUEST` after each acknowledged case.
"""

import sys
import uuid

from forms import Catalogue
from kiosk.app.filing import Filing
from tests.journeys.loud import loud_desks, say


def main(data: str) -> None:
    """Accept until killed."""
    desks = loud_desks(data)
    example = Catalogue.shipped().matter("M1103").example
    while True:
        request = uuid.uuid4().hex
        say(f"@asked {request}")
        taken = desks.intake.file(Filing("M1103", example.answers, dict(example.materials)), "cli", request)
        say(f"ok {taken.case.case_no} {request}")
        say("@printing")
        desks.printing.receipt(taken, "cli")
        say("@sending")
        desks.post.send()


if __name__ == "__main__":
    main(sys.argv[1])
