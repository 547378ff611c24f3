"""The way of a request: who calls, what is to go wrong, the work, the answer."""

import asyncio
from contextlib import suppress

from litestar import Request, Response
from litestar.datastructures import State

from ops.stripe_fake.auth import admit, shown_key
from ops.stripe_fake.call import Call
from ops.stripe_fake.errors import ApiError
from ops.stripe_fake.fake import Fake
from ops.stripe_fake.faults import Fault
from ops.stripe_fake.form import decode
from ops.stripe_fake.operations import Operation
from ops.stripe_fake.reply import Reply
from ops.stripe_fake.work import once

Incoming = Request[None, None, State]
NEVER_ANSWERED = Reply(504, b"")


async def answer(fake: Fake, operation: Operation, request: Incoming) -> Response[bytes]:
    request_id = fake.ids.new("req")
    try:
        call = await admitted(fake, operation, request, request_id)
        reply = await under_faults(call, operation, fake.faults.take(operation.name), request)
    except ApiError as wrong:
        reply = Reply.to(wrong)
    headers = {"Request-Id": request_id, **reply.headers}
    return Response(reply.body, status_code=reply.status, media_type="application/json", headers=headers)


async def admitted(fake: Fake, operation: Operation, request: Incoming, request_id: str) -> Call:
    body = (await request.body()).decode(errors="replace") if operation.method == "POST" else request.url.query
    params = decode(body)
    key = shown_key(request.headers.get("authorization", ""), params)
    books, secret = admit(fake, key, public=operation.public)
    desk = fake.desk(books, request_id, request.headers.get("idempotency-key"))
    return Call(desk, params, request.path_params.get("id", ""), secret, str(request.base_url))


async def under_faults(call: Call, operation: Operation, fault: Fault | None, request: Incoming) -> Reply:
    if fault is None or fault.works:
        reply = await once(call, operation, fault)
        return await never(request, fault.seconds) if fault and fault.answer == "timeout" else reply
    if fault.error is not None:
        raise fault.error
    return await never(request, fault.seconds)


async def never(request: Incoming, seconds: float) -> Reply:
    """Ends when the caller has given up."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    return NEVER_ANSWERED
