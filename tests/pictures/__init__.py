"""Pictures of screens, to be looked at by a person: every page at every glass. `python -m tests.pictures DIR`."""
