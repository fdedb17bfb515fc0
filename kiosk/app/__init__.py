"""What people do in the service hall, one desk per person, told as short stories.

A desk opens a piece of work, asks the domain, writes, enters the journal, and returns an outcome with what it
changed. Here
lives no SQL, no Qt, no network and no ink: the world is reached through the ports of `ports`. What leaves by
the door: the
desks (`queue`, `hall`, `intake`, `cases`, `track`, `post_room`), their outcomes, the ports, and the papers' facts.
"""
