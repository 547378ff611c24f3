-- A generated column is made anew at every write of its row, a count's too; this one where one of its texts changes.
alter table event_view alter column words drop expression;
comment on column event_view.words is 'generated';

create function event_words(name text, category text, description text, place text)
    returns tsvector language sql immutable parallel safe return
    to_tsvector('simple', folded(name || ' ' || category || ' ' || description))
    || setweight(to_tsvector('simple', folded(place)), 'B');

create function keep_words() returns trigger language plpgsql set search_path from current as $$
begin
    new.words := event_words(new.name, new.category, new.description, new.place);
    return new;
end $$;

create trigger new_words before insert on event_view for each row execute function keep_words();
create trigger changed_words before update on event_view for each row
    when ((old.name, old.category, old.description, old.place)
        is distinct from (new.name, new.category, new.description, new.place))
    execute function keep_words();
