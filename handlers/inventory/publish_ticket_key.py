import hashlib
from collections.abc import Iterator

from contracts.inventory import PublishTicketKey, TicketKeyPublished
from handlers.inventory.codes import public_key
from handlers.inventory.service import inventory


@inventory.step
def publish_ticket_key(asked: PublishTicketKey) -> Iterator[TicketKeyPublished]:
    public = public_key()
    yield TicketKeyPublished.of(asked, kid=hashlib.sha256(public.encode()).hexdigest()[:16], public=public)
