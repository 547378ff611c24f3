"""Everything that may happen to the refunds of a booking, one after another, here and at the provider."""

from dataclasses import replace
from datetime import timedelta

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import CaseDecided, RetryRefund
from handlers.payments import payments as service
from handlers.payments.own import RefundPart, RefundPayment
from handlers.payments.rows import MoneyCase, Refund
from tests.handlers.payments.refund_world import PRICE, World
from tests.handlers.payments.saying import WHO, cancelled, dispute, refund_done
from tests.handlers.payments.test_compare_refunds import BOUGHT, happens
from tests.handlers.payments.test_decide_case import asks
from tests.handlers.payments.test_reconcile import INTENT, again
from tests.handlers.payments.test_refund_by_hand import by_hand, intent
from tests.handlers.payments.test_refund_part import done, granted

EXPIRED = "expired_or_canceled_card"


class Walk:
    def __init__(self) -> None:
        self.bench, self.world, self.past = happens(Bench(service), *BOUGHT), World(), list[str]()

    def hears(self, what: str, *messages: Message) -> None:
        self.past.append(what)
        before, beyond = set(self.asked()), self.beyond()
        for message in messages:
            self.bench.when(message)
            assert self.bench.outcome != "dead", (self.past, self.bench.error)
            decided = [one for one in self.bench.said() if isinstance(one, CaseDecided)]
            self.bench.passes(timedelta(0))
            self.hears("", *decided)
        self.asks_for_no_more_than_is_due([one for id, one in self.asked().items() if id not in before], beyond)
        assert self.world.back + sum(one.price for one in self.asked().values()) <= PRICE, self.past
        self.reads()

    def asks_for_no_more_than_is_due(self, new: list[RefundPart | RefundPayment], beyond: set[str]) -> None:
        """All that is left, and a part asked for anew; a grant of more than was left is asked for as it was granted."""
        parts = [one for one in new if isinstance(one, RefundPart) and one.attempt > 1]
        ours = any(one.refund_id[:1].isdigit() and one.refund_id not in beyond for one in parts)
        if ours or any(isinstance(one, RefundPayment) for one in new):
            on_its_way = sum(one.price for one in self.asked().values())
            assert self.world.back + on_its_way <= self.world.due, self.past

    def beyond(self) -> set[str]:
        rows = self.bench.books.rows.get(Refund, {}).values()
        return {one.refund_id for one in rows if isinstance(one, Refund) and one.nth < 0}

    def reads(self) -> None:
        """What lies at the provider is what is booked: whoever compares them finds no case."""
        self.bench.when(again("intent", INTENT, amount_refunded=self.world.back))
        assert self.bench.row(MoneyCase, "stripe", "pi_1") is None, self.past

    # what stands
    def asked(self) -> dict[str, RefundPart | RefundPayment]:
        """Of the provider, and not answered yet."""
        found = dict[str, RefundPart | RefundPayment]()
        for effect in self.bench.books.effects.values():
            said = service.own[effect.envelope.type].model_validate_json(effect.body)
            if isinstance(said, RefundPart | RefundPayment):
                found[effect.id] = said
        return found

    def listed(self) -> list[str]:
        """The refunds that the operator is shown as failed; an empty id is all that was left."""
        rows = self.bench.books.rows.get(Refund, {}).values()
        parts = [one.refund_id for one in rows if isinstance(one, Refund) and one.state == "refund_failed"]
        return [""] * (intent(self.bench).state == "refund_failed") + parts

    def cases(self) -> list[MoneyCase]:
        rows = self.bench.books.rows.get(MoneyCase, {}).values()
        return [one for one in rows if isinstance(one, MoneyCase) and one.state not in ("applied", "gone")]

    # what happens
    def cancel(self) -> None:
        self.world = replace(self.world, cancelled=True)
        self.hears("cancelled", cancelled())

    def grant(self, amount: int) -> None:
        total, grants = self.world.granted + amount, self.world.grants + 1
        self.world = replace(self.world, granted=total, grants=grants)
        self.hears(f"granted {amount}", granted(amount, str(grants)).model_copy(update={"total": total}))

    def hand(self, amount: int) -> None:
        self.world = replace(self.world, by_hand=(*self.world.by_hand, amount))
        self.hears(f"{amount} by hand", by_hand(amount, f"re_{len(self.world.by_hand)}"))

    def hand_fails(self, nth: int) -> None:
        amount, self.world = self.world.by_hand[nth], self.world.hand_fails(nth)
        self.hears(f"by hand {nth} failed", by_hand(amount, f"re_{nth + 1}", "failed"))

    def answer(self, effect: str, reason: str = "") -> None:
        one, status = self.asked()[effect], "failed" if reason else "succeeded"
        del self.bench.books.effects[effect]
        attempt = f"{one.refund_id}/{one.attempt}" if isinstance(one, RefundPart) else str(one.attempt)
        self.world = self.world if reason else self.world.goes(attempt, one.price)
        self.hears(f"{attempt} of {one.price} {reason or status}", told(attempt, status, reason))

    def fails(self, attempt: str) -> None:
        self.world = self.world.fails(attempt)
        self.hears(f"{attempt} failed after all", told(attempt, "failed", EXPIRED))

    def disputed(self, amount: int) -> None:
        self.world = replace(self.world, bank=amount, dispute="open")
        self.hears(f"{amount} disputed", dispute("funds_withdrawn", amount=amount))

    def decided(self, how: str) -> None:
        self.world = replace(self.world, dispute=how)
        returned = [dispute("funds_reinstated", how, amount=self.world.bank)] if how == "won" else []
        self.hears(how, dispute("closed", how, amount=self.world.bank), *returned)

    def retry(self, refund_id: str) -> None:
        self.world = replace(self.world, wanted=self.world.wanted or not refund_id)
        self.hears(f"retry {refund_id}", RetryRefund(**WHO, refund_id=refund_id))

    def applies(self, case: MoneyCase) -> None:
        self.hears(f"{case.kind} {case.proposal}", asks("ann", case.case_id), asks("bob", case.case_id))


def told(attempt: str, status: str, reason: str) -> Message:
    refund_id, of_part, number = attempt.partition("/")
    whole = refund_done(status, int(refund_id)) if not of_part else None
    return whole.model_copy(update={"reason": reason}) if whole else done(status, refund_id, int(number), reason)
