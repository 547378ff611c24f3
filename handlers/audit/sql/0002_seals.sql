alter table head add column message text not null default '', add column sealed bigint not null default 0;
