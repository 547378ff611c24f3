from handlers.payments.blind_cards import blind_card
from handlers.payments.gateway import Gateway
from handlers.payments.own import CardRead, ReadCard
from handlers.payments.service import payments


@payments.effect("stripe", deadline=20)
async def read_card(asked: ReadCard, gateway: Gateway) -> CardRead:
    """The provider's own name of the card goes no further than this. What it does not answer is asked again, however
    long that takes; what it still refuses to tell at the eighth try is a dead letter. Until its card is known, money
    confirms nothing."""
    return CardRead.of(asked, card=blind_card(await gateway.card(asked.provider_id)))
