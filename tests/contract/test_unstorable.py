"""What no column of PostgreSQL can hold is one message's fault, never the lane's."""

import pytest

from choreography.changes import Wanted
from choreography.ports import Store, Violation
from tests.contract.batch import save, stands, written
from tests.contract.shop import Shelf

pytestmark = pytest.mark.real
ZERO = Shelf("a", "zero\0byte", version=1)


@pytest.fixture
def opened(request: pytest.FixtureRequest) -> object:
    return request.getfixturevalue("opened_postgres")


async def test_a_key_with_a_zero_byte_is_not_found(store: Store) -> None:
    plain = Shelf("a", "1", version=1)
    await save(store, **written(plain))
    assert await stands(store, plain, ZERO) == [plain]
    assert not (await store.load(Wanted(ids=("\0",), subjects=("\0",)))).known


@pytest.mark.parametrize(
    "row", [ZERO, Shelf("a", "1", labels=("\0",), version=1), Shelf("a", "1", turn=2**63, version=1)]
)
async def test_a_value_that_no_column_holds_is_a_violation(store: Store, row: Shelf) -> None:
    with pytest.raises(Violation):
        await save(store, **written(row))
    assert not await stands(store, Shelf("a", "1"))
