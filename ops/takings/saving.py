"""Who pays with a card that the provider has kept for them."""

from contracts.payments import PayWithMethod, SavePaymentMethod
from ops.takings.desk import Buyer

OFFERED = ("PaymentMethodOffered", "PaymentMethodRefused")


async def pays_with_what_was_saved(one: Buyer) -> None:
    """The card is typed before; where the provider's word of it was lost, once more for the booking."""
    method = await saved(one)
    if not (id_ := await one.must_pay()):
        return
    diary, about = one.desk.world.diary, {"event_id": one.event_id, "booking_id": one.booking_id}
    await one.desk.say(PayWithMethod(account_id=one.who["buyer_id"], method_id=method, **about))
    await one.desk.until(lambda: any(diary.heard(said, one.booking_id) for said in OFFERED))
    if diary.heard("PaymentMethodOffered", one.booking_id):
        diary.reached["saved card"] += 1
    else:
        one.desk.bank.gateway.pay(id_)


async def saved(one: Buyer) -> str:
    """Its id at the provider, once it is listed, or nobody waits for that any more."""
    gateway, diary, buyer = one.desk.bank.gateway, one.desk.world.diary, one.who["buyer_id"]
    await one.desk.say(SavePaymentMethod(account_id=buyer, setup_id=f"{one.booking_id}-card"))
    await one.desk.until(lambda: awaited(one))
    method = gateway.hand_in(awaited(one)[0])
    await one.desk.until(lambda: diary.heard("PaymentMethodsChanged", buyer))
    return method


def awaited(one: Buyer) -> list[str]:
    """What lets this buyer hand in a card."""
    gateway = one.desk.bank.gateway
    return [secret for secret, whose in gateway.setups.items() if gateway.customers[whose] == one.who["buyer_id"]]
