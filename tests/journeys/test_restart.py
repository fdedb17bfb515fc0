"""Restart after `kill -9`: window, board and hall show the same line, the half-finished call and the rests."""

from tests.bench.restart import AIM, QUIET, ROLES, restarts


def test_the_screens_are_back_within_three_seconds_with_the_line_as_it_stood() -> None:
    """On a machine as busy as the barest Qt window says that it is. `restarts` waits for the number at the window and the one at rest to be read on the screen itself."""
    ours, bare = restarts(1)
    assert set(ours) == set(ROLES)
    assert max(ours.values()) < max(AIM, AIM / QUIET * bare), (ours, bare)
