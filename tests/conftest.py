"""The porter of all tests: no screen is needed, and in CI a missing tool is a fault, not an excuse."""

import os
from collections.abc import Generator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["KIOSK_GUARD"] = "machine"  # no test leaves anything with the system's guards

# A test that needs a tool of the system skips with a reason that begins so: pytest.skip("missing: zbarimg").
MISSING = "missing:"


def _fail_if_excused(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip for want of a tool into a failure where CI is set."""
    if not report.skipped or not os.environ.get("CI") or not isinstance(report.longrepr, tuple):
        return
    reason = str(report.longrepr[2]).removeprefix("Skipped: ")
    if reason.startswith(MISSING):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: skipped where nothing may be skipped ({reason})"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at each test's report."""
    report = yield
    _fail_if_excused(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at each module's report: a whole module may be skipped."""
    report = yield
    _fail_if_excused(report)
    return report
