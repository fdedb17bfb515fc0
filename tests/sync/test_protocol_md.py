"""PROTOCOL.md is true: its examples run as they stand, and what it names exists."""

import doctest
import re
from importlib.resources import files

from sync.protocol.exchange import Answer, Hello, Reply

TEXT = files("sync.protocol").joinpath("PROTOCOL.md").read_text("utf-8")
SEEN = doctest.ELLIPSIS | doctest.FAIL_FAST


def test_the_examples_run() -> None:
    examples = doctest.DocTestParser().get_doctest(TEXT.replace("…", "..."), {}, "PROTOCOL.md", "PROTOCOL.md", 0)
    assert len(examples.examples) > 30
    said: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=SEEN, verbose=False).run(examples, out=said.append)
    assert failed == 0, "".join(said)


def test_every_field_of_the_headers_and_every_answer_is_explained() -> None:
    code = set(re.findall(r"`([a-z]+)", TEXT))
    assert {answer.value for answer in Answer} <= code
    assert set(Reply.__struct_fields__) - {"speaks"} <= code
    assert set(Hello.__struct_fields__) - {"speaks"} <= code
