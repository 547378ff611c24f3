-- A text as it is searched: the letters and digits of its words, without case and accents, a space between them.
-- `edge/reading/words.py` does the same to what is looked for.
create function folded(said text) returns text language sql immutable parallel safe return
    regexp_replace(
        regexp_replace(
            translate(normalize(casefold(said collate pg_unicode_fast), nfkd), 'łøđı', 'lodi'),
            '[\u0300-\u036f]+', '', 'g'),
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u303f]+', ' ', 'g');

-- The words of the place have the weight B, so that they can be looked for alone.
alter table event_view add column words tsvector not null generated always as (
    to_tsvector('simple', folded(name || ' ' || category || ' ' || description))
    || setweight(to_tsvector('simple', folded(place)), 'B')) stored;
create index event_view_words on event_view using gin (words);
