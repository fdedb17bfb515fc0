"""The light table of the paper room: what was scanned, photographed or handed in as a file becomes clean pages.

Here live the cleaning of pictures and PDFs (one page each, no metadata, no larger than A4 at 300 dpi), straightening
and cropping, the small pictures that a screen shows, and the binding of pages into one PDF. Never here: where pages are
kept, which material they are of, a screen. By the door leaves `LightTable`. It refuses what is broken or dangerous with
`Refusal('scan_…')`, whose sentences stand in this room's `words`.
"""

from kiosk.paper.scans.table import LightTable

__all__ = ["LightTable"]
