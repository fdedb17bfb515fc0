"""What lies where in a data directory."""

STORE_FILE, MARK_FILE, BLOB_FOLDER = "store.db", "store.json", "blobs"
HEADER_FILE, LOCK_FILE = "vault.json", "vault.lock"
