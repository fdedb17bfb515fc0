"""Benches: how fast, as a ratio to a floor measured in the same run. `python -m tests.bench` runs them all."""
