"""Where everything is kept: one encrypted SQLite file a device, its journal, and the scans beside it.

Here live SQL, encryption at rest, migrations, search, and the check of the journal against the tables. Never a
rule of the
service hall (domain), never a network. One door: `door.open_store`; it gives the `Store` port of `kiosk.app.ports`.
"""
