import json
from typing import Any

from contracts.edge import StripeSaid


def about(said: StripeSaid) -> dict[str, Any]:
    """The provider's object that a webhook tells of."""
    found: dict[str, Any] = json.loads(said.body)["data"]["object"]
    return found
