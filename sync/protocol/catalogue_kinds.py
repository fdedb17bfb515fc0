"""The kinds of entry about definitions and what a county sets: published, installed, taken over, trusted, put up."""

from sync.protocol.payload import Payload


class CataloguePublished(Payload, frozen=True, kw_only=True):
    """`catalogue.published`: the city gives out a parcel of definitions, to be fetched as the blob `sha256` (hex) of
    `size` bytes. `digest` is its manifest's SHA-256, `since` the time from which it holds, `signer` the public key
    (hex) of who made it, `area` the digits that a device's number begins with where it is not for all."""

    issuer: str
    serial: int
    since: str
    digest: str
    sha256: str
    size: int
    signer: str = ""
    area: str = ""


class CatalogueInstalled(Payload, frozen=True, kw_only=True):
    """`catalogue.installed`: a parcel of definitions was verified and lies on this device's shelf until its time.
    `way` is 'post' or 'file'."""

    issuer: str
    serial: int
    since: str
    digest: str
    way: str = "file"


class CatalogueTaken(Payload, frozen=True, kw_only=True):
    """`catalogue.taken`: from now on this device goes by the definitions of these parcels too, for good.
    `since` is the
    latest of their times; a clock set back does not undo it."""

    since: str
    digests: tuple[str, ...]


class CountyTrusted(Payload, frozen=True, kw_only=True):
    """`county.trusted`: whose parcels of definitions this device takes, by a person's decision here. `public_key` in
    hex."""

    name: str
    key_id: str
    public_key: str


class CalendarImported(Payload, frozen=True, kw_only=True):
    """`calendar.imported`: a year's notice of holidays and make-up days was taken in. `sha256` (hex) of its file,
    `digest` the parcel that it came in."""

    year: int
    sha256: str
    digest: str = ""


class CountySet(Payload, frozen=True, kw_only=True):
    """`county.set`: the county's amounts, lines and limits with their days were replaced by those of another file.
    `version` is the file's SHA-256 (hex), `values` how many it sets, `digest` the parcel that it came in."""

    version: str
    values: int
    digest: str = ""
