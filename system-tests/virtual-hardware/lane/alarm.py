"""An end to what might not end by itself."""

import contextlib
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def alarm(seconds: float, problem: Exception) -> Iterator[None]:
    """Raises that in this thread after that time."""

    def ring(*_: object) -> None:
        raise problem

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(0.001, seconds))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
