-- What every peer keeps. Updates stay on their page (fillfactor), as a careful person would have it.
create table if not exists seat (
  event_id int not null, seat_no int not null,
  status smallint not null default 0, -- 0 free, 1 held, 2 sold
  booking_id uuid,
  primary key (event_id, seat_no)) with (fillfactor = 70);
create table if not exists ticket_type (
  id int primary key, event_id int not null, capacity int not null,
  held int not null default 0, sold int not null default 0,
  check (held >= 0 and sold >= 0 and held + sold <= capacity)) with (fillfactor = 10);
create table if not exists booking (
  id uuid primary key, user_id int not null, event_id int not null,
  seat_no int, ticket_type_id int, amount int not null, status text not null,
  created_at timestamptz not null default now(), confirmed_at timestamptz) with (fillfactor = 70);
create table if not exists payment (
  id uuid primary key, booking_id uuid not null unique, amount int not null, status text not null,
  provider_id text not null, created_at timestamptz not null default now());
create table if not exists ticket (
  id uuid primary key, booking_id uuid not null unique, event_id int not null, seat_no int, ticket_type_id int,
  issued_at timestamptz not null default now());
create table if not exists outbox (
  id bigint generated always as identity primary key, topic text not null, key uuid not null, payload jsonb not null,
  created_at timestamptz not null default now(), published_at timestamptz);
