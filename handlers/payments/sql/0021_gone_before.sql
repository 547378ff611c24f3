-- The last that somebody made, where it was no part: that has a row of its own, or took the place of one of ours.
update payment_intent i set gone_by = i.by_hand ->> -1
where i.state = 'refunded' and i.by_bank = 0 and jsonb_array_length(i.by_hand) > 0
    and not exists (select from refund r where r.event_id = i.event_id and r.booking_id = i.booking_id
                    and r.refund_id = i.by_hand ->> -1)
    and not exists (select from money_case c where c.case_id = i.by_hand ->> -1 and c.kind = 'part_refund');
