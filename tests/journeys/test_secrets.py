"""A passphrase or a recovery key is never among the words of a command, where everybody on the PC could read it."""

import os
from pathlib import Path

import pytest

from kiosk.cli.keys import secret
from kiosk.domain.refusals import Refusal, Trouble


@pytest.mark.parametrize("words", ["AZE5-QAC9-1Y92-FV6C-WM25-SQVD-2EZX-53KF", "correct horse", "fd:x", "file:", ""])
def test_a_secret_on_the_command_line_is_refused(words: str) -> None:
    with pytest.raises(Refusal, match="secret_in_words"):
        secret(words, "")


def test_it_comes_from_a_file_or_a_descriptor(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("correct horse\n")
    assert secret(f"file:{tmp_path / 'key'}", "") == "correct horse"
    descriptor = os.open(tmp_path / "key", os.O_RDONLY)
    assert secret(f"fd:{descriptor}", "") == "correct horse"
    os.close(descriptor)
    with pytest.raises(Trouble, match="secret_unreadable"):
        secret(f"file:{tmp_path / 'none'}", "")
