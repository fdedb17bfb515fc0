"""The first run (第一次打开): what a PC without data shows: its data put back from a backup, on a medium or upstream.

Here never lives how a backup is opened or fetched: that is a `Restoring`, which wiring gives. By the door leave
`FirstRun` and `Restoring`.
"""

from kiosk.ui.first_run.walk import FirstRun as FirstRun
from kiosk.ui.first_run.walk import Restoring as Restoring
