"""What lies where in a data directory."""

STORE_FILE, MARK_FILE, BLOB_FOLDER = "store.db", "store.json", "blobs"
PARKED_FOLDER = "parked"  # pages of drafts that other PCs put aside
HEADER_FILE, LOCK_FILE = "vault.json", "vault.lock"
