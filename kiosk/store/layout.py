"""What lies where in a data directory."""

STORE_FILE, MARK_FILE, BLOB_FOLDER = "store.db", "store.json", "blobs"
PARKED_FOLDER = "parked"  # pages of drafts that other PCs put aside
INCOMING = "incoming"  # a backup on its way back from the upstream
HEADER_FILE, LOCK_FILE = "vault.json", "vault.lock"
TRIES_FILE, TRIES_LOCK = "tries.json", "tries.lock"  # of a store that only people open, while it is closed
