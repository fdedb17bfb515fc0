"""What the light table takes at most, and how a page leaves it."""

DOTS_MOST = 120_000_000
"""Dots of a picture before it is decoded: an A4 page at 600 dpi has 35 million; more is a mistake or a bomb."""
PAGES_MOST = 60
"""Pages of one file."""
PAGE_MOST = 8 << 20
"""Bytes of a page as it is kept."""
DPI = 300  # DA/T 31-2017, 6.3: scans are kept at no less
A4 = (2480, 3508)
"""Dots of an A4 page at 300 dpi (210 × 297 mm)."""
QUALITY = 88
