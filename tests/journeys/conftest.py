"""Journeys: the whole product as its users have it, real processes, real store, real city."""

from pathlib import Path

import pytest

from .station import Station


@pytest.fixture
def station(tmp_path: Path) -> Station:
    """A station that has just been set up."""
    return Station(tmp_path).begin()
