alter table event_view
    add column terms jsonb not null default
        '{"tax_rate": 0, "tax_included": true, "fee": 0, "fee_rate": 0, "fee_included": false, "seller": "",
            "tax_id": ""}',
    add column prices jsonb not null default '{}';
update event_view set prices = (
    select coalesce(jsonb_object_agg(t ->> 'name', jsonb_build_object(
        'net', t -> 'price', 'tax', 0, 'fee', 0, 'total', t -> 'price')), '{}')
    from jsonb_array_elements(ticket_types) t);
alter table booking_view add column breakdown jsonb;
