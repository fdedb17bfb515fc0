"""Who speaks for a device with its upstream: the courier (信使) carries the journal up and the news down.

Here live one round (`courier`), the way to the door of the upstream (`door`), when to go again (`schedule`), enrolment
(`enrol`), and what the courier needs of the device (`ports`). Never here: a thread, a timer, a screen, a database.
"""
