"""The commands of the catalogue, as an official types them."""

import json

import pytest

from forms import Catalogue
from kiosk.cli.run import main


def test_each_branch_has_an_example_to_print(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "example", "M0301", "--branch", "1"]) == 0
    answers = json.loads(capsys.readouterr().out)
    assert answers["settle_with"] == "2"
    assert "father_name" not in answers
    assert answers.pop("materials") == dict(Catalogue.shipped().matter("M0301").branches[0].materials)


def test_a_branch_that_is_not_there_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("9", "-1"):
        assert main(["forms", "example", "M0301", "--branch", wrong]) == 2
        assert "随母落户" in capsys.readouterr().err
