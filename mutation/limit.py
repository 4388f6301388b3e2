"""A plugin of pytest that ends the process where one test takes too long, as it does where a mutant never ends."""

import resource

SECONDS = 60


def pytest_configure() -> None:
    """Give the tests to be loaded so many seconds of the processor."""
    _allow_more()


def pytest_runtest_setup() -> None:
    """Give the next test as many."""
    _allow_more()


def _allow_more() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, resource.RLIM_INFINITY))
