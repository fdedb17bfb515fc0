"""The demo centre and the tour: a throw-away station with a city of its own beside it, everything marked 演示.

Here live made-up residents and the walk that shows itself; never anything that a real station needs. `cityd` is started
as a process, never imported. What leaves by the door: `run_demo` and `take_tour`.
"""
