from collections.abc import Iterator

from contracts.inventory import SeatsHeld
from contracts.payments import PaymentFailed, PaymentRequired
from handlers.payments.own import CancelIntent, CreateIntent, IntentCreated, IntentFailed
from handlers.payments.rows import PaymentIntent
from handlers.payments.service import payments


@payments.step
def seats_held(held: SeatsHeld, intent: PaymentIntent | None) -> Iterator[PaymentIntent | CreateIntent]:
    """Money is asked for once: seats that late money holds again are paid for already."""
    if held.price and intent is None:
        yield PaymentIntent(
            held.event_id, held.booking_id, held.buyer_id, "asked", held.price, held.currency,
            breakdown=held.breakdown, commission=held.commission, lines=held.lines, size=held.size,
        )  # fmt: skip
        yield CreateIntent.of(held)


@payments.step
def intent_created(
    created: IntentCreated, intent: PaymentIntent
) -> Iterator[PaymentIntent | PaymentRequired | CancelIntent]:
    if intent.state != "asked":
        return
    yield intent.to("open", provider_id=created.provider_id)
    if intent.over:
        yield CancelIntent.of(created)
        return
    yield PaymentRequired.of(
        created, provider_id=created.provider_id, client_secret=created.client_secret,
        price=intent.price, currency=intent.currency,
    )  # fmt: skip


@payments.step
def intent_failed(failed: IntentFailed, intent: PaymentIntent) -> Iterator[PaymentIntent | PaymentFailed]:
    if intent.state != "asked":
        return
    yield intent.to("cancelled" if intent.over else "failed", reason=failed.reason)
    if not intent.over:
        yield PaymentFailed.of(failed, provider_id="", reason=failed.reason)
