"""Looking up at the window: the sieve over a search, a person's whole file, a case copied out line by line.

Never here: a step of a case, a print. By the door leave `Sifting`, which the search asks, and `Archivist`, which opens
the file (Ctrl+H) and the copy-out (Ctrl+Y).
"""
