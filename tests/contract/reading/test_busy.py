"""All connections for reading are busy, on real PostgreSQL."""

import pytest

from choreography.ports import Unreachable
from edge.reading.pool import Reads

pytestmark = pytest.mark.real


async def test_who_waits_in_vain_for_a_connection_is_told_so_and_the_next_one_is_served(views_dsn: str) -> None:
    reads = Reads(views_dsn.replace("boxoffice@", "edge@"), 1, 0.3)
    await reads.open()
    async with reads.asked():
        with pytest.raises(Unreachable):
            await reads.text("select 'one'")
    assert await reads.text("select 'one'") == b"one"
    await reads.close()
