"""What lies where in a data directory."""

STORE_FILE, MARK_FILE, BLOB_FOLDER = "store.db", "store.json", "blobs"
