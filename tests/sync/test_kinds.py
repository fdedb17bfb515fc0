"""The shapes of entries are published, and what is published is what the program reads."""

import json
from datetime import date
from importlib.resources import files
from typing import Any

import jsonschema
import msgspec
import pytest

from sync.protocol.kinds import SHAPES, CaseDecided, CaseFiled, Person, read_payload, schemas, write_payload
from tests.sync.city_kit import filing


def published() -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(files("sync.protocol").joinpath("kinds.schema.json").read_text("utf-8"))
    return shown


def schema_of(kind: str) -> dict[str, Any]:
    return {"$schema": published()["$schema"], "$defs": published()["$defs"], **published()["kinds"][kind]}


def test_the_published_schema_is_the_programs() -> None:
    """Make it anew: json.dumps(schemas(), ensure_ascii=False, indent=1)."""
    assert published() == json.loads(json.dumps(schemas()))


def test_every_kind_is_published_with_words() -> None:
    assert set(published()["kinds"]) == set(SHAPES)
    for kind in SHAPES:
        jsonschema.Draft202012Validator.check_schema(schema_of(kind))
        assert SHAPES[kind].__doc__


def test_what_the_program_writes_fits_the_published_schema() -> None:
    plain = filing("341323110000-20261123-01-0001-7XK")
    jsonschema.validate(plain, schema_of("case.accepted"))
    filed = read_payload("case.accepted", plain)
    assert isinstance(filed, CaseFiled)
    jsonschema.validate(write_payload(filed), schema_of("case.accepted"))


def test_a_field_of_a_later_version_is_no_fault() -> None:
    later = {"result": "granted", "text": "", "of_a_later_version": [1]}
    jsonschema.validate(later, schema_of("case.decided"))
    assert read_payload("case.decided", later) == CaseDecided(result="granted")


def test_a_shape_that_is_wrong_is_named() -> None:
    with pytest.raises(msgspec.ValidationError):
        read_payload("case.decided", {"result": 7})
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"result": 7}, schema_of("case.decided"))


def test_an_unknown_kind_has_no_shape_and_is_no_fault() -> None:
    assert read_payload("parking.paid", {"stars": 5}) is None


def test_dates_and_amounts_stay_text() -> None:
    assert write_payload(Person(name="张"))["name"] == "张"
    assert date.fromisoformat(filing("x")["committed"]["due_on"])  # type: ignore[index]
