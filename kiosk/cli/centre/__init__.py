"""What the command line says of several PCs and clerks of one centre: which hub stays, whose draft it is.
Here are sentences alone; the commands stand beside. `Hubs` and `Drafts` leave by `words`."""
