"""A batch's one read: everything it must know, in one statement."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from choreography.changes import Answer, Block, Heard, LaneRow, Loaded, PageAsk, Wanted
from choreography.postgres.codec import reader, shown
from choreography.postgres.find import Find, finds, storable
from choreography.row import Page, Row

HEARD = "json_build_array(id, type, subject, command, hash, answer_id, answer_type, encode(answer_body, 'hex'))"
ENGINE = (
    "select 0 as kind, to_json(now()) as value",
    "select 1, json_build_array(partition, epoch, turn, next) from lane where partition = any($1::int[])",
    f"select 2, {HEARD} from inbox where id = any($2::text[])",
    f"select 3, {HEARD} from inbox where subject = any($3::text[]) and command and answer_id is null",
    "select 4, json_build_array(id, left(encode(sha256(body), 'hex'), 16)) from waiting where id = any($2::text[])",
    "select 5, json_build_array(id, subject, topic, reason, seq) from waiting"
    " where subject = any($3::text[]) and blocks",
)


class Loading:
    """The statements of one service, one per set of tables that a batch needs, written when first needed.

    After so many `sets` a new one is read by the statement of all tables: planning costs more than reading in vain.
    """

    def __init__(self, rows: Iterable[type[Row]], sets: int = 64) -> None:
        self.rows, self.sets = tuple(rows), sets
        self.readers = {row: reader(row) for row in self.rows}
        self.finds = tuple(find for kind, row in enumerate(self.rows, len(ENGINE)) for find in finds(kind, row))
        self.texts: dict[tuple[Find, ...], str] = {}

    def statement(self, wanted: Wanted) -> tuple[str, list[list[Any]]]:
        """Its text, and its arguments: of no table but those in which something is to be found."""
        given = {find: find.arguments(wanted) for find in self.finds}
        asked = self._affordable(tuple(find for find, lists in given.items() if any(lists)))
        ids, subjects = filter(storable, wanted.ids), filter(storable, wanted.subjects)
        books: list[list[Any]] = [list(wanted.partitions), list(ids), list(subjects)]
        return self._text(asked), [*books, *(one for find in asked for one in given[find])]

    def _affordable(self, asked: tuple[Find, ...]) -> tuple[Find, ...]:
        return asked if asked in self.texts or len(self.texts) < self.sets else self.finds

    def _text(self, asked: tuple[Find, ...]) -> str:
        if asked not in self.texts:
            selects, first = list(ENGINE), 4
            for find in asked:
                selects.append(find.select(first))
                first += len(find.columns)
            self.texts[asked] = "\nunion all ".join(selects)
        return self.texts[asked]

    def read(self, records: Iterable[Any]) -> Loaded:
        texts: dict[int, list[str]] = defaultdict(list)
        for kind, value in records:
            texts[kind].append(value)
        values = {kind: json.loads(f"[{','.join(texts[kind])}]") for kind in texts}
        loaded = engine_rows(values)
        for kind, row in enumerate(self.rows, len(ENGINE)):
            read = self.readers[row]
            rows = map(read, values.get(kind, ()))
            loaded.rows[row] = {one.key: one for one in rows}
        return loaded

    def page(self, records: Iterable[Any], ask: PageAsk) -> list[Row]:
        read = self.readers[ask.row]
        return [read(json.loads(value)) for (value,) in records]


def page_select(ask: PageAsk) -> tuple[str, list[str]]:
    """At most a page, in key order. The database's collation must sort as Python does: `provision` sees to that."""
    given = ask.row.KEY[: len(ask.prefix)]
    rest = ask.row.KEY[len(ask.prefix) :]
    same = [f"t.{name} = ${n}" for n, name in enumerate(given, 1)]
    where = " and ".join([*same, f"t.{rest[0]} > ${len(given) + 1}"])
    order = ", ".join(f"t.{name}" for name in rest)
    text = f"select {shown(ask.row, 't')} from {ask.row.TABLE} t where {where} order by {order} limit {Page.SIZE}"
    return text, [*ask.prefix, ask.after]


def engine_rows(values: dict[int, list[Any]]) -> Loaded:
    lanes = [LaneRow(*lane) for lane in values.get(1, ())]
    return Loaded(
        now=datetime.fromisoformat(values[0][0]),
        lanes={lane.partition: lane for lane in lanes},
        known={one[0]: heard_of(one) for one in values.get(2, ())},
        open=[heard_of(one) for one in values.get(3, ())],
        waits=dict(values.get(4, ())),
        blocks=sorted((Block(*block) for block in values.get(5, ())), key=lambda block: block.seq),
    )


def heard_of(values: list[Any]) -> Heard:
    id_, type_, subject, command, hash_, *said = values
    answer = None if said[0] is None else Answer(said[0], said[1], bytes.fromhex(said[2]))
    return Heard(id_, type_, subject, command, hash_, answer)
