"""The city's books: what devices sent, once each, in the order in which it was stored, and what it adds up to.

SQLAlchemy Core alone, for SQLite and PostgreSQL alike. The device stands in every key that could be split by centre.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

BOOKS = MetaData()
SCHEMA = 3
RATINGS = "kind IN ('case.rated', 'rating.given')"  # a condition of SQL: asked in the same words, the index is used
_G = BigInteger().with_variant(Integer(), "sqlite")

house = Table("house", BOOKS, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

tail = Table(
    "tail",  # one row: the last place of the log; whoever writes holds it
    BOOKS,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("g", _G, nullable=False),
    Column("mark", LargeBinary(32), nullable=False),
)

device = Table(
    "device",
    BOOKS,
    Column("device", String(40), primary_key=True),
    Column("centre", String(12), nullable=False),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False, default=""),
    Column("address", Text, nullable=False, default=""),
    Column("hours", Text, nullable=False, default=""),
    Column("hash", String(20), nullable=False),
    Column("seen_at", String(40), nullable=False, default=""),
    Column("app", String(40), nullable=False, default=""),
    Column("waiting", Integer, nullable=False, default=0),
    Column("clock_offset", Integer, nullable=False, default=0),  # seconds, ours minus the device's
)

device_key = Table(
    "device_key",
    BOOKS,
    Column("key_id", String(16), primary_key=True),
    Column("device", String(40), ForeignKey("device.device"), nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("certified_at", String(40), nullable=False),
    Column("revoked_at", String(40), nullable=False, default=""),
    Column("revoked_g", _G),  # what was stored up to here was said before the revocation
)

enrolment = Table(
    "enrolment",
    BOOKS,
    Column("code", String(64), primary_key=True),  # SHA-256 of the code, hex
    Column("device", String(40), nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("until", String(40), nullable=False),
    Column("used_by", String(16), nullable=False, default=""),  # key id
)

head = Table(
    "head",
    BOOKS,
    Column("device", String(40), primary_key=True),
    Column("epoch", _G, primary_key=True, autoincrement=False),
    Column("seq", _G, nullable=False),
    Column("chain", LargeBinary(32), nullable=False),
    Column("statement", LargeBinary, nullable=False),
)

entry = Table(
    "entry",  # the log: each id once, numbered in the order of commits
    BOOKS,
    Column("g", _G, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("device", String(40), nullable=False),
    Column("epoch", _G, nullable=False),  # with seq: the first of its places
    Column("seq", _G, nullable=False),
    Column("kind", String(80), nullable=False),
    Column("case_no", String(80)),
    Column("centre", String(12), nullable=False),
    Column("down", Boolean, nullable=False),
    Column("body_hash", LargeBinary(32), nullable=False),
    Column("mark", LargeBinary(32), nullable=False),
    Column("received_at", String(40), nullable=False),
    Index("entry_of_case", "case_no"),
    Index("entry_for_centre", "centre", "g"),
)
entry_rated = Index("entry_rated", entry.c.g, sqlite_where=text(RATINGS), postgresql_where=text(RATINGS))

body = Table(
    "body",
    BOOKS,
    Column("g", _G, ForeignKey("entry.g"), primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

place = Table(
    "place",  # where an entry stands in its device's journal; after a parting it may stand in two places
    BOOKS,
    Column("device", String(40), primary_key=True),
    Column("epoch", _G, primary_key=True, autoincrement=False),
    Column("seq", _G, primary_key=True, autoincrement=False),
    Column("prev", LargeBinary(32), nullable=False),
    Column("chain", LargeBinary(32), nullable=False),
    Column("g", _G, ForeignKey("entry.g"), nullable=False),
    Index("place_of_entry", "g"),
    sqlite_with_rowid=False,
)

quarantine = Table(
    "quarantine",  # kept for a person to look at, never thrown away
    BOOKS,
    Column("device", String(40), primary_key=True),
    Column("epoch", _G, primary_key=True, autoincrement=False),
    Column("seq", _G, primary_key=True, autoincrement=False),
    Column("chain", LargeBinary(32), primary_key=True),
    Column("why", String(20), nullable=False),
    Column("body_hash", LargeBinary(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("at", String(40), nullable=False),
    Column("settled_at", String(40), nullable=False, default=""),
)

case_record = Table(
    "case_record",  # a case as its entries add up to it; two cases with one number are two rows
    BOOKS,
    Column("case_no", String(80), primary_key=True),
    Column("twin", Integer, primary_key=True, autoincrement=False),
    Column("centre", String(12), nullable=False),
    Column("device", String(40), nullable=False),
    Column("filed_by", String(64), nullable=False),  # id of the entry that filed it
    Column("body_hash", LargeBinary(32), nullable=False),
    Column("filed_g", _G, nullable=False),
    Column("matter", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("due_on", String(10)),
    Column("open", Boolean, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("last_g", _G, nullable=False),
    Index("case_by_due", "open", "due_on"),
)

work_item = Table(
    "work_item",  # an entry that a person has to look at
    BOOKS,
    Column("g", _G, ForeignKey("entry.g"), primary_key=True, autoincrement=False),
    Column("reason", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("case_no", String(80)),
    Column("at", String(40), nullable=False),
    Column("settled_at", String(40), nullable=False, default=""),
)

want = Table(
    "want",  # scans that entries have named; `whole` once verified
    BOOKS,
    Column("sha256", String(64), primary_key=True),
    Column("device", String(40), primary_key=True),
    Column("centre", String(12), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("g", _G, nullable=False),
    Column("whole", Boolean, nullable=False),
    Index("want_of_device", "device", "whole", "g"),
)

blob_unit = Table(
    "blob_unit",  # what has arrived of a scan, in units of 64 KiB
    BOOKS,
    Column("sha256", String(64), nullable=False),
    Column("unit", Integer, nullable=False),
    UniqueConstraint("sha256", "unit"),
)

relay = Table(
    "relay",  # a hub that speaks for a device, which has agreed by its own seal
    BOOKS,
    Column("hub", String(40), primary_key=True),
    Column("device", String(40), primary_key=True),
    Column("at", String(40), nullable=False, default=""),
)

party = Table(
    "party",  # a centre that has a part in a case beside the one whose number it bears, since entry `g`
    BOOKS,
    Column("case_no", String(80), primary_key=True),
    Column("centre", String(12), primary_key=True),
    Column("g", _G, nullable=False),
    Index("party_since", "g"),
)

shared = Table(
    "shared",  # an entry that goes to a centre beside the one under which it stands; '*' to everybody
    BOOKS,
    Column("centre", String(12), primary_key=True),
    Column("g", _G, primary_key=True, autoincrement=False),
)

satchel = Table(
    "satchel",  # what an answer on a stick needs of each device whose bundle was read in
    BOOKS,
    Column("device", String(40), primary_key=True),
    Column("key_id", String(16), nullable=False),
    Column("letterbox", LargeBinary, nullable=False),
    Column("hello", LargeBinary, nullable=False),
    Column("marks", LargeBinary, nullable=False),
    Column("at", String(40), nullable=False),
)
