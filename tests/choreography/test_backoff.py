"""After each failure in a row the wait is twice as long, up to a bound, and no two wait alike."""

import pytest

from choreography.tasks import delay


@pytest.mark.parametrize(("failures", "whole"), [(1, 0.05), (2, 0.1), (5, 0.8), (8, 5.0), (1_000, 5.0)])
def test_it_is_doubled_up_to_a_bound_and_half_of_it_is_chance(failures: int, whole: float) -> None:
    waits = {delay(failures, 0.05, 5.0) for _ in range(50)}
    assert len(waits) > 1 and whole / 2 <= min(waits) <= max(waits) <= whole
    assert min(waits) < 0.7 * whole and max(waits) > 0.8 * whole
