"""Performs an operation, once for an idempotency key."""

import asyncio

import msgspec

from ops.stripe_fake.call import Call
from ops.stripe_fake.errors import ApiError
from ops.stripe_fake.expand import expand
from ops.stripe_fake.faults import Fault
from ops.stripe_fake.operations import Operation
from ops.stripe_fake.params import items, only
from ops.stripe_fake.reply import Reply

EVERYWHERE = frozenset({"expand", "key", "_stripe_version", "usage"})
"""The last one is what the SDK adds when it fetches the object of a thin event."""


async def once(call: Call, operation: Operation, fault: Fault | None) -> Reply:
    """Works at most once for an idempotency key."""
    key = call.desk.key
    if operation.method != "POST" or key is None:
        return await work(call, operation, fault)
    fingerprint = f"{operation.name} {call.id} {msgspec.json.encode(call.params, order='deterministic').decode()}"
    if (kept := call.books.keys.begin(key, fingerprint)) is not None:
        return kept
    reply = None
    try:
        reply = await work(call, operation, fault)
        return reply
    finally:
        call.books.keys.end(key, reply)


async def work(call: Call, operation: Operation, fault: Fault | None) -> Reply:
    if fault is not None and fault.answer == "slow":
        await asyncio.sleep(fault.seconds)
    try:
        reply = Reply(200, run(call, operation))
    except ApiError as wrong:
        reply = Reply.to(wrong)
    return Reply.to(fault.error) if fault is not None and fault.error is not None else reply


def run(call: Call, operation: Operation) -> bytes:
    only(call.params, operation.known | EVERYWHERE)
    found = msgspec.to_builtins(operation.run(call))
    return msgspec.json.encode(expand(call.books, found, items(call.params, "expand")))
