create index invoice_view_of_organisation on invoice_view (organiser_id, number);
