"""What the views show, and over it what was told since, by the same versions as the views go by."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from edge.reading.queues import Mine, SeenQueue

Told = dict[str, Any]
"""A message as sockets are told it: its type, the version of what said it, its fields."""
QUEUES = {"QueueOpened": "open", "QueueDrawn": "running", "QueueReopened": "running", "QueueClosed": "closed"}
PLACES = {
    "QueueJoined": "waiting", "PlaceDrawn": "waiting", "PlaceReopened": "waiting", "TurnGranted": "turn",
    "TurnExpired": "lapsed", "TurnSpent": "spent", "PlaceClosed": "closed", "QueueLeft": "left",
}  # fmt: skip
"""The state that each type tells of."""
LASTING = ("opens", "starts", "at_most", "commitment", "seed", "receipts", "chain")
"""Told with the state."""
NEVER = datetime.min.replace(tzinfo=UTC)


def told_of_queue(event_id: str, shown: SeenQueue | None, told: list[Told]) -> SeenQueue | None:
    """None where neither knows how it was opened."""
    found = shown or unknown(event_id)
    for said in sorted(told, key=version):
        found = after(found, said)
    return found if found.per_minute else None


def after(queue: SeenQueue, said: Told) -> SeenQueue:
    news = state(queue, said) if said["type"] in QUEUES else {}
    news |= rate(queue, said) if "per_minute" in said else {}
    news |= moved(queue, said) if "served" in said else {}
    return msgspec.convert(msgspec.structs.asdict(queue) | news, SeenQueue) if news else queue


def state(queue: SeenQueue, said: Told) -> Told:
    if version(said) <= queue.state_version:
        return {}
    news = {name: said[name] for name in LASTING if name in said} | {"reason": said.get("reason", "")}
    order = "first_come" if news.get("seed", queue.seed) else "drawn"
    return news | {"state": QUEUES[said["type"]], "order": order, "state_version": version(said)}


def rate(queue: SeenQueue, said: Told) -> Told:
    news = version(said) > queue.rate_version
    return {"per_minute": said["per_minute"], "rate_version": version(said)} if news else {}


def moved(queue: SeenQueue, said: Told) -> Told:
    """How far it came, and how many wait: each has a clock, as joins tell the views of the second alone."""
    news: Told = {}
    if said["queue_seq"] > queue.moved_version:
        news = {name: said[name] for name in ("served", "paused", "slowed")} | {"moved_version": said["queue_seq"]}
    if said["queue_seq"] > queue.length_version:
        news |= {"waiting": said["waiting"], "length_version": said["queue_seq"]}
    return news


def told_of_place(shown: Mine | None, told: list[Told]) -> Mine | None:
    """Only the newest counts; what it does not tell of its join comes from that, or from the views."""
    last = max((said for said in told if said["type"] in PLACES), key=version, default=None)
    if last is None or (shown and version(last) <= shown.version):
        return shown
    joined = next((said for said in told if said["type"] == "QueueJoined"), {})
    known = {name: getattr(shown, name) for name in ("joined_at", "chain")} if same(shown, last) else {}
    if joined.get("receipt") == last["receipt"]:
        known = {name: joined[name] for name in ("joined_at", "chain")}
    news = {name: last[name] for name in ("place_id", "receipt", "rank")} | {"deadline": last.get("deadline")}
    given = {"joined_at": NEVER, "chain": ""} | known | news
    return msgspec.convert(given | {"state": PLACES[last["type"]], "version": version(last)}, Mine)


def same(shown: Mine | None, said: Told) -> bool:
    return shown is not None and shown.receipt == said["receipt"]


def version(said: Told) -> int:
    return int(said["version"])


def unknown(event_id: str) -> SeenQueue:
    return SeenQueue(
        event_id=event_id, state="", reason="", opens=NEVER, starts=NEVER, per_minute=0, at_most=0, commitment="",
        seed="", order="drawn", receipts=0, chain="", served=0, waiting=0, paused=False, slowed=False,
    )  # fmt: skip
