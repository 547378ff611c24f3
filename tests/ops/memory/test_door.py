from types import SimpleNamespace
from typing import Any

import pytest

from ops.memory import door
from ops.stack.process import StartFailed


async def nothing() -> None: ...


async def test_a_house_whose_identity_says_no_keys_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "KEYS_WITHIN", 0.05)
    keys, sealer = SimpleNamespace(loaded={}, refresh=nothing), SimpleNamespace(newest=None)
    world: Any = SimpleNamespace(keys=keys, sealer=sealer)
    with pytest.raises(StartFailed, match="identity has no keys"):
        await door.knows_its_keys(world)
