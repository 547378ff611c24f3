"""No test sleeps: it waits until something is so. A turn of the loop, `sleep(0)`, is no sleep."""

import re
from pathlib import Path

SLEEP = re.compile(r"\bsleep\((?!0\))")
HOW_OTHERS_WAIT = {
    "tests/eventually.py",  # looks again and again
    "tests/choreography/playing.py",  # likewise, in a time that costs nothing
    "tests/choreography/memory/test_loop.py",  # that time itself
    "tests/simulate/test_prompt.py",  # in that time, too
}


def test_no_test_sleeps() -> None:
    files = [file for file in Path("tests").rglob("*.py") if str(file) != "tests/docs/test_no_sleep.py"]
    assert {str(file) for file in files if SLEEP.search(file.read_text())} == HOW_OTHERS_WAIT
