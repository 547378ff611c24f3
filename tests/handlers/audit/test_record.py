import hashlib

from choreography.testing import Bench
from handlers.audit.rows import Entry, Head
from tests.handlers.audit.saying import asked, cancel, chain, refused, released, wrong


def test_a_message_becomes_the_next_link_of_its_keys_chain(audit: Bench) -> None:
    audit.given(asked())
    audit.when(released(), id="m2", actor="ann")
    first, second = chain(audit)
    assert (second.n, second.id, second.type, second.subject, second.actor) == (
        2,
        "m2",
        "SeatsReleased",
        "opera-b1",
        "ann",
    )
    assert second.previous == first.hash
    audit.then_rows(Head("event_id", "opera", 2, second.hash, "m2"))


def test_the_bytes_of_the_log_are_hashed_as_they_are(audit: Bench) -> None:
    audit.when(asked())
    (entry,) = chain(audit)
    assert entry.body == hashlib.sha256(asked().model_dump_json().encode()).hexdigest()


def test_a_message_said_twice_is_one_link(audit: Bench) -> None:
    audit.given(asked())
    audit.when(cancel(), id="c1")
    audit.when(cancel(), id="c1")
    audit.then_nothing()
    assert len(chain(audit)) == 2


def test_links_follow_the_order_of_hearing_whatever_came_first(audit: Bench) -> None:
    audit.given(released(), cancel(), asked())
    assert [entry.type for entry in chain(audit)] == ["SeatsReleased", "CancelBooking", "RequestBooking"]
    assert not wrong(audit, chain(audit))


def test_a_refusal_is_a_link_of_what_was_refused(audit: Bench) -> None:
    audit.when(refused(), id="r1")
    assert audit.row(Head, "CancelBooking", "opera-b1")
    assert audit.row(Entry, "CancelBooking", "opera-b1", f"{1:012d}")


def test_anothers_command_is_not_answered(audit: Bench) -> None:
    audit.given(asked())
    audit.when(asked(), id="c1")
    audit.when(asked("stalls-B1"), id="c1")
    assert not audit.last.again and not any(heard.command for heard in audit.books.inbox.values())
