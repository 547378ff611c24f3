"""What must hold of discount codes."""

from ops.check.invariant import Invariant

PROMOTIONS = (
    Invariant(
        "a code is the sum of its uses",
        "as many bookings have a code, of all and of each buyer, as its count says, and no more than may",
        """select p.promotion_id, p.uses, count(u.booking_id), p.uses_at_most from promotions.promotion p
           left join promotions.use u on u.promotion_id = p.promotion_id and u.state = 'held'
           group by p.promotion_id, p.uses, p.uses_at_most
           having p.uses <> count(u.booking_id) or (p.uses_at_most > 0 and p.uses > p.uses_at_most)
           union all select b.promotion_id || '/' || b.buyer_id, b.uses, count(u.booking_id), 0
           from promotions.buyer_uses b left join promotions.use u
             on u.promotion_id = b.promotion_id and u.buyer_id = b.buyer_id and u.state = 'held'
           group by b.promotion_id, b.buyer_id, b.uses having b.uses <> count(u.booking_id)""",
        at_once=True,
    ),
    Invariant(
        "who has a code has a booking",
        "a use is had by a booking that goes on or is confirmed, and each of these that had one has it still",
        """select coalesce(b.booking_id, u.booking_id), coalesce(b.use ->> 'promotion_id', u.promotion_id)
           from (select * from bookings.booking where (use ->> 'granted')::boolean
               and state not in ('rejected', 'expired', 'cancelled')) b
           full join (select * from promotions.use where state = 'held') u
             on u.booking_id = b.booking_id and u.promotion_id = b.use ->> 'promotion_id'
           where b.booking_id is null or u.booking_id is null""",
    ),
)
