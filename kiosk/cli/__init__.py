"""The command line of a service centre, for automation, integration and tests; without a command it opens the
screens.

Every command takes `--data DIR` and `--json`. Exit codes: 0 done, 2 refusal, 3 trouble, 1 bug. A refusal's
sentence stands
on stderr, the answer alone on stdout. What leaves by the door: `main`.
"""

from kiosk.cli.run import main

__all__ = ["main"]
