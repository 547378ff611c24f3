"""A batch's read asks only the tables that its messages' steps need."""

from choreography.changes import Wanted
from choreography.postgres.load import ENGINE, Loading
from choreography.row import Row


class Shelf(Row, key=("room", "shelf")):
    room: str
    shelf: str


class Book(Row, key=("isbn",), unique=("title",)):
    isbn: str
    title: str = ""


def loading(sets: int = 64) -> Loading:
    return Loading([Shelf, Book], sets)


def test_a_table_that_no_step_needs_is_not_read() -> None:
    text, arguments = loading().statement(Wanted((0,), ("id",), ("s",), {Shelf: {("r", "1"), ("q", "2")}}))
    assert "join shelf" in text and "book" not in text
    assert arguments == [[0], ["id"], ["s"], ["q", "r"], ["2", "1"]]


def test_what_is_found_by_a_column_of_its_own_is_not_looked_for_by_key() -> None:
    text, arguments = loading().statement(Wanted((0,), unique={Book: {("title", "Emma")}}))
    assert "t.title = any($4::text[])" in text and "join" not in text
    assert arguments[3:] == [["Emma"]]


def test_both_ways_are_numbered_one_after_the_other() -> None:
    wanted = Wanted((0,), rows={Shelf: {("r", "1")}, Book: {("9",)}}, unique={Book: {("title", "Emma")}})
    text, arguments = loading().statement(wanted)
    assert "unnest($4::text[], $5::text[])" in text and "unnest($6::text[])" in text and "any($7::text[])" in text
    assert arguments[3:] == [["r"], ["1"], ["9"], ["Emma"]]


def test_who_needs_no_table_reads_the_books_alone() -> None:
    assert loading().statement(Wanted((0,)))[0].count("union all") == len(ENGINE) - 1


def test_the_same_tables_are_read_by_the_same_statement() -> None:
    one = loading()
    first, again = (one.statement(Wanted((0,), rows={Book: {(isbn,)}}))[0] for isbn in "12")
    assert first is again


def test_once_there_are_many_statements_a_new_set_is_read_by_that_of_all_tables() -> None:
    one = loading(sets=1)
    known, _ = one.statement(Wanted((0,), rows={Book: {("9",)}}))
    text, arguments = one.statement(Wanted((0,), rows={Shelf: {("r", "1")}}))
    assert "shelf" in text and "book" in text and arguments[3:] == [["r"], ["1"], [], []]
    assert one.statement(Wanted((0,), rows={Book: {("8",)}}))[0] is known
