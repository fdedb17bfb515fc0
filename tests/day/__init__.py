"""A clerk's whole day at the real screens, offscreen: every matter, by keyboard, while printer, post and search are at
work. `python -m tests.day --cases 120 --seed 7` writes what was measured as JSON."""
