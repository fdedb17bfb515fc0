"""Numbers made offline: their form, and that two devices or a restored disk do not repeat one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.numbers import case_number, document_number, tail_of

DAY = date(2026, 11, 23)


def test_a_case_number_names_centre_day_device_and_count() -> None:
    assert case_number("341323110000", DAY, "01", 7, bytes(16)) == "341323110000-20261123-01-0007-000"


@given(st.binary(min_size=16, max_size=16))
def test_the_tail_has_three_letters_that_nobody_mixes_up(random: bytes) -> None:
    tail = tail_of(random)
    assert len(tail) == 3
    assert not set(tail) & set("ILOU")


def test_the_tail_tells_a_restored_disk_from_its_original() -> None:
    assert tail_of(b"\x00\x02" + bytes(14)) != tail_of(b"\x00\x04" + bytes(14))


@given(st.tuples(st.integers(1, 99), st.integers(1, 200_000)), st.tuples(st.integers(1, 99), st.integers(1, 200_000)))
def test_document_numbers_of_two_devices_never_meet(one: tuple[int, int], other: tuple[int, int]) -> None:
    def number(which: tuple[int, int]) -> str:
        return document_number("渔沟", "政服受", 2026, f"{which[0]:02d}", which[1])

    assert (number(one) == number(other)) == (one == other)


def test_a_document_number_reads_as_offices_write_it() -> None:
    assert document_number("渔沟", "政服受", 2026, "01", 417) == "渔沟政服受〔2026〕000417号"
    assert document_number("渔沟", "政服受", 2026, "02", 1) == "渔沟政服受〔2026〕010001号"
