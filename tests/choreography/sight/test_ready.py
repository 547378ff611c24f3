"""What a worker says of itself to who asks whether it is ready."""

import json

from choreography.kafka.away import brokers
from choreography.sight.serve import ready


def test_a_broker_that_is_away_is_named_until_it_is_back() -> None:
    assert json.loads(ready([])[2]) == {"ready": True, "why": {}}
    brokers.failed("10.0.0.7:9092", ConnectionRefusedError())
    status, _, said = ready([])
    assert (status, json.loads(said)["away"]) == (200, {"kafka": ["10.0.0.7:9092"]})
    brokers.reached("10.0.0.7:9092")
    assert "away" not in json.loads(ready([])[2])
