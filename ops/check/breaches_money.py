"""Where money, tickets and mails disagree."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from choreography.row import Key
from handlers.bookings.rows import OVER, Booking, Sale
from handlers.email.rows import Contact, Delivery
from handlers.payments.difference import PAID
from handlers.payments.granted import due_back, gone_back
from handlers.payments.rows import (
    ENDED,
    Balance,
    Dispute,
    LedgerEntry,
    MoneyCase,
    OfflinePayment,
    PaymentIntent,
    Payout,
    Refund,
    Stray,
)
from handlers.views.rows import BookingView
from ops.inspector.disputes import by_urgency
from ops.inspector.refunds import pending
from ops.memory.rows import Services, all_of

Rows = Iterator[tuple[Any, ...]]


def unbalanced(books: Services) -> Rows:
    sums = Counter[str]()
    for entry in all_of(books["payments"], LedgerEntry):
        sums[entry.currency] += entry.amount
    yield from ((currency, amount) for currency, amount in sums.items() if amount)


def misstated(books: Services) -> Rows:
    sums = defaultdict[str, Counter[str]](Counter)
    for entry in all_of(books["payments"], LedgerEntry):
        sums[entry.event_id][entry.account] -= entry.amount
    said = {one.event_id: one for one in all_of(books["payments"], Balance)}
    for event in sorted(sums.keys() | said.keys()):
        of, found = sums[event], said.get(event, Balance(event, ""))
        entered = (of["sales"] + of["bank"], of["tax"], of["fees"], -of["disputes"], -of["offline"], of["bank"])
        stated = (found.sales, found.tax, found.fees, found.disputed, found.offline, found.paid)
        if stated != entered:
            yield event, *stated, *entered


def paid_otherwise(books: Services) -> Rows:
    said, entered = Counter[str](), Counter[str]()
    for payout in all_of(books["payments"], Payout):
        said[payout.event_id] += payout.amount if payout.paid_by else 0
    for entry in all_of(books["payments"], LedgerEntry):
        entered[entry.event_id] -= entry.amount if entry.account == "bank" else 0
    for event in sorted(said.keys() | entered.keys()):
        if said[event] != entered[event]:
            yield event, said[event], entered[event]


def misbooked(books: Services) -> Rows:
    entered, said = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for entry in all_of(books["payments"], LedgerEntry):
        entered[entry.key[:2]] += entry.amount if entry.account in ("provider", "disputes") else 0
    for one in all_of(books["payments"], PaymentIntent):
        said[one.key] = one.price - gone_back(one) if one.state in PAID else 0
    for key in sorted(entered.keys() | said.keys()):
        if entered[key] != said[key]:
            yield key[1], said[key], entered[key]


def unpaid(books: Services) -> Rows:
    paid = {one.key: one.state for one in all_of(books["payments"], PaymentIntent)}
    for one in all_of(books["bookings"], Booking):
        if one.state == "confirmed" and one.owed > 0 and not one.by_hand and paid.get(one.key) != "succeeded":
            yield one.booking_id, paid.get(one.key)


def elsewhere(books: Services) -> Rows:
    entered, said = Counter[Key](), {one.key: one for one in all_of(books["payments"], OfflinePayment)}
    for entry in all_of(books["payments"], LedgerEntry):
        entered[entry.event_id, entry.booking_id] += entry.amount if entry.account == "offline" else 0
    for key in sorted({*said, *(key for key, amount in entered.items() if amount)}):
        left = said[key].left if key in said else None
        if left != entered[key]:
            yield key[1], left, entered[key]
    for booking in all_of(books["bookings"], Booking):
        one = said.get(booking.key)
        if one and one.left != (booking.owed if booking.state == "confirmed" else 0):
            yield booking.booking_id, booking.owed, one.left


def kept(books: Services) -> Rows:
    states = {one.key: "by hand" if one.by_hand else one.state for one in all_of(books["bookings"], Booking)}
    for one in all_of(books["payments"], PaymentIntent):
        if one.state == "succeeded" and states.get(one.key) != "confirmed":
            yield one.booking_id, one.state, states.get(one.key)


def refund_failed(books: Services) -> Rows:
    found: list[PaymentIntent | Refund] = [*all_of(books["payments"], PaymentIntent)]
    found += all_of(books["payments"], Refund)
    yield from ((one.booking_id, one.reason) for one in found if one.state == "refund_failed")


def refund_pending(books: Services) -> Rows:
    now = books["payments"].now()
    found: list[tuple[PaymentIntent | Refund, int]] = [
        (one, one.left) for one in all_of(books["payments"], PaymentIntent)
    ]
    found += [(part, part.price) for part in all_of(books["payments"], Refund)]
    for one, price in found:
        if pending(one, now):
            yield one.booking_id, price, one.currency, one.asked_at


def too_much_back(books: Services) -> Rows:
    for one in all_of(books["payments"], PaymentIntent):
        if one.left < 0 or one.returned > sum(one.parts):
            yield one.booking_id, sum(one.parts), one.price
    for booking in all_of(books["bookings"], Booking):
        if booking.granted > booking.price:
            yield booking.booking_id, booking.granted, booking.price


def ungranted(books: Services) -> Rows:
    open_ = Counter[tuple[str, ...]]()
    for part in all_of(books["payments"], Refund):
        open_[part.key[:2]] += part.price if part.state in ("refunding", "refund_failed") else 0
    paid = {one.key: one for one in all_of(books["payments"], PaymentIntent)}
    for booking in all_of(books["bookings"], Booking):
        one = paid.get(booking.key)
        rest = one.left if one and one.state in ("refunding", "refunded", "refund_failed") else 0
        of_parts = one.returned + open_[one.key] + max(0, one.lost - one.by_bank) if one else 0
        granted, back = one.granted if one else 0, rest + of_parts
        due = due_back(one) if one and one.state in PAID else granted
        if not booking.by_hand and (booking.granted != granted or due > back):
            yield booking.booking_id, booking.granted, granted, back


def stray(books: Services) -> Rows:
    for one in sorted(all_of(books["payments"], Stray), key=lambda stray: stray.created, reverse=True):
        yield one.provider_id, one.kind, one.price, one.currency, one.created


def disputed(books: Services) -> Rows:
    for one in by_urgency(all_of(books["payments"], Dispute)):
        if one.status not in ENDED:
            yield one.dispute_id, one.booking_id, one.price, one.currency, one.due


def unsettled(books: Services) -> Rows:
    for one in sorted(all_of(books["payments"], MoneyCase), key=lambda case: (case.at, case.case_id)):
        if one.state in ("open", "proposed", "applying", "failed"):
            yield one.case_id, one.kind, one.booking_id, one.expected, one.found, one.currency


def mailed_twice(books: Services) -> Rows:
    mails = Counter(one.message_id for one in all_of(books["email"], Delivery))
    yield from ((id_, count) for id_, count in mails.items() if count > 1)


def unmailed(books: Services) -> Rows:
    known = {one.account_id for one in all_of(books["email"], Contact)}
    mails = all_of(books["email"], Delivery)
    mailed = {(mail.recipient, about) for mail in mails for about in (mail.about, mail.matter)}
    for one in all_of(books["views"], BookingView):
        ticketed = one.state == "confirmed" and one.codes and one.buyer_id in known
        if ticketed and (one.buyer_id, one.booking_id) not in mailed:
            yield (one.booking_id,)


def untold(books: Services) -> Rows:
    changes = {sale.event_id: sale.changes for sale in all_of(books["bookings"], Sale)}
    for one in all_of(books["bookings"], Booking):
        if one.state == "confirmed" and one.change < changes.get(one.event_id, 0):
            yield one.booking_id, one.change
    known = {one.account_id for one in all_of(books["email"], Contact)}
    mailed = {(mail.recipient, mail.matter) for mail in all_of(books["email"], Delivery) if mail.kind == "changed"}
    for view in all_of(books["views"], BookingView):
        told = view.buyer_id not in known or (view.buyer_id, f"{view.booking_id}/{view.change}") in mailed
        if view.change and not told:
            yield view.booking_id, view.change


def going_on(books: Services) -> Rows:
    closed = {sale.event_id for sale in all_of(books["bookings"], Sale) if sale.closed}
    for one in all_of(books["bookings"], Booking):
        if one.event_id in closed and one.state not in OVER:
            yield one.booking_id, one.state
