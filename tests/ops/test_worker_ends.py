"""A worker that was asked to stop ends, whoever does not answer its goodbye."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.real
HANGS = """
import signal
from ops import worker

worker.STOPS_WITHIN = 0.2
worker.ends_soon()
signal.pause()
"""


def test_a_stop_that_hangs_ends_and_says_where() -> None:
    ended = subprocess.run([sys.executable, "-c", HANGS], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1 and "line 7" in ended.stderr
