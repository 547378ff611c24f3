"""What the provider has is compared with what we have: a webhook that never came is made good, all else is a case."""

from contracts.payments import Reconcile, ReconciliationStarted
from handlers.payments.rows import Balance, MoneyCase, Reading
from ops.check.warnings import CASES
from tests.eventually import eventually
from tests.mesh.operator import Operator
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_disputes import paid, stands
from tests.mesh.test_money import Purchase, held, purchase
from tests.mesh.test_purchase import on_sale

__all__ = ["paid", "purchase"]


async def compare(mesh: Mesh) -> None:
    """Who asked while one was under way would have that one: each ends before the next."""
    assert isinstance(await mesh.ask(Reconcile(provider="stripe")), ReconciliationStarted)
    await mesh.becomes("payments", Reading, "stripe", began=None)


async def case(mesh: Mesh, id_: str, **fields: object) -> MoneyCase:
    return await mesh.becomes("payments", MoneyCase, "stripe", id_, **fields)


async def test_money_whose_webhook_never_came_is_found_and_taken_once(
    mesh: Mesh, purchase: Purchase, provider: Provider
) -> None:
    await provider.mute()
    await provider.pays(purchase.id)
    await compare(mesh)
    await purchase.is_kept()
    await compare(mesh)
    await purchase.is_kept()


async def test_a_dispute_whose_webhooks_never_came_is_found(mesh: Mesh, paid: Purchase, provider: Provider) -> None:
    await provider.mute()
    id_ = await provider.disputes(paid.id)
    await compare(mesh)
    assert (await stands(paid, id_, status="needs_response", withdrawn=True)).away == 900


async def test_how_an_old_dispute_is_decided_is_found_though_no_webhook_told(
    mesh: Mesh, paid: Purchase, provider: Provider
) -> None:
    id_ = await provider.disputes(paid.id)
    await stands(paid, id_, status="needs_response", withdrawn=True)
    await provider.ages(id_)
    await provider.mute()
    await provider.decides(id_, "won")
    await compare(mesh)
    assert (await stands(paid, id_, status="won", reinstated=True)).away == 0


async def test_a_part_that_somebody_gave_back_at_the_provider_is_booked_once_with_or_without_its_webhook(
    mesh: Mesh, paid: Purchase, provider: Provider
) -> None:
    await provider.gives_back(paid.id, 300)
    await paid.payment(returned=300, state="succeeded")
    await provider.mute()
    await provider.gives_back(paid.id, 200)
    for _ in range(2):
        await compare(mesh)
        await paid.payment(returned=500, parts=(300, 200))
    await mesh.becomes("payments", Balance, paid.asked.event_id, sales=400)


async def test_an_intent_that_was_closed_there_unheard_ends_its_booking(
    mesh: Mesh, purchase: Purchase, provider: Provider
) -> None:
    await provider.mute()
    await provider.owes(purchase.id, 0, "canceled")
    await compare(mesh)
    await purchase.payment(state="failed")
    await purchase.booking(state="cancelled")


async def test_another_amount_is_a_case_and_confirms_nothing(
    mesh: Mesh, purchase: Purchase, provider: Provider, operator: Operator
) -> None:
    await provider.owes(purchase.id, 1)
    found = await eventually(lambda: listed(operator, purchase.id))
    what = f"{purchase.id}  wrong_amount  {purchase.asked.booking_id}"
    assert f"{what}  9.00 EUR due, 0.01 EUR there  refund  open" in found
    await purchase.booking(state="held")
    checked = await operator.json("check", "--patience", "0", code=None)
    assert checked["warnings"][CASES.name]["breaches"] >= 1
    await provider.owes(purchase.id, 0, "canceled")  # so that no case is left for the tests after this one


async def listed(operator: Operator, id_: str) -> str:
    said = await operator.runs("money", "diff")
    return next((line for line in said.output.splitlines() if line.startswith(id_)), "")


async def test_money_that_the_provider_does_not_have_is_a_case_until_it_has_it(
    mesh: Mesh, paid: Purchase, provider: Provider
) -> None:
    await provider.owes(paid.id, 0, "requires_payment_method")
    await compare(mesh)
    found = await case(mesh, paid.id, state="open")
    assert (found.kind, found.expected, found.found, found.proposal) == ("no_money", 900, 0, "look")
    await provider.owes(paid.id, 900)
    await compare(mesh)
    await case(mesh, paid.id, state="gone")


async def test_money_of_nobody_goes_back_when_a_second_operator_wants_it_too(
    mesh: Mesh, provider: Provider, operator: Operator
) -> None:
    await provider.mute()
    id_ = await provider.stranger(700)
    await compare(mesh)
    assert (await case(mesh, id_, state="open")).kind == "unknown_payment"
    assert (await operator.json("money", "apply", id_, "--operator", "olga"))["type"] == "CaseProposed"
    assert (await operator.json("money", "apply", id_, "--operator", "olga", code=1))["state"] == "proposed"
    assert await provider.refunds(id_) == []
    applied = await operator.json("money", "apply", id_, "--operator", "otto")
    assert (applied["type"], applied["first"]) == ("CaseApplied", "olga")
    await case(mesh, id_, state="applied")
    assert await provider.refunds(id_) == ["succeeded"]
    assert (await operator.json("money", "apply", id_, "--operator", "oscar", code=1))["state"] == "applied"


async def test_what_agrees_is_no_case(mesh: Mesh, paid: Purchase, provider: Provider, operator: Operator) -> None:
    other = await held(mesh, provider, await on_sale(mesh, price=900))
    assert not await listed(operator, paid.id) and not await listed(operator, other.id)


async def test_a_case_that_nobody_knows_is_not_applied(operator: Operator) -> None:
    said = await operator.runs("money", "apply", "pi_0", "--operator", "olga")
    assert said.exit_code == 1 and "does not exist" in said.output
