from datetime import timedelta

from choreography.testing import Bench
from contracts.catalog import NO_BOUND, EventForbidden, EventListed, EventPublished, EventRefused, SectionPublished
from handlers.catalog.own import PublishSectionsAfter
from handlers.catalog.rows import Listing
from tests.handlers.catalog.asking import SEATED, add, cancel, create, publish


def said_by_and_by(catalog: Bench) -> list[str]:
    return [said.envelope.type for said in catalog.books.outbox.values()]


def test_the_event_is_put_on_sale_before_its_sections(catalog: Bench) -> None:
    catalog.given(create(), add("stalls"), add("balcony"))
    catalog.when(publish())
    catalog.then(EventPublished.of(create(), capacity=344, room=NO_BOUND, starts_at=create().starts_at))
    catalog.passes(timedelta())
    assert said_by_and_by(catalog)[-4:] == ["EventPublished", "EventListed", "SectionPublished", "SectionPublished"]


def test_a_page_says_each_section_and_then_goes_on_behind_it(catalog: Bench) -> None:
    catalog.given(create(), add("stalls"), add("balcony"), publish())
    catalog.when(PublishSectionsAfter(event_id="e1"))
    sections = (SectionPublished.of(add(name), price=5_000) for name in ("balcony", "stalls"))
    catalog.then(EventListed(event_id="e1", organiser_id="olga"), *sections)
    catalog.when(PublishSectionsAfter(event_id="e1", after="stalls"))
    catalog.then_nothing()


def test_every_word_of_it_carries_the_version_of_the_event(catalog: Bench) -> None:
    catalog.given(create(), add(), publish())
    catalog.passes(timedelta())
    versions = {said.envelope.type: said.envelope.version for said in catalog.books.outbox.values()}
    assert versions == {
        "EventCreated": 1,
        "SectionAdded": 2,
        "EventPublished": 3,
        "EventListed": 3,
        "SectionPublished": 3,
    }


def test_publishing_again_is_an_illegal_move_but_a_second_copy_says_nothing(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(publish(), id="c1")
    catalog.when(publish(), id="c1")
    catalog.then_nothing()
    catalog.when(publish(), id="c2")
    catalog.then(EventRefused(event_id="e1", reason="illegal_move"))


def test_a_second_copy_is_answered_as_the_first_was(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(publish(), id="c1")
    again = catalog.when(publish(), id="c1").again
    assert [answer.type for _, answer in again] == ["EventPublished"]


def test_a_cancelled_event_does_not_come_back(catalog: Bench) -> None:
    catalog.given(create(), publish(), cancel())
    catalog.when(publish())
    catalog.then(EventRefused(event_id="e1", reason="illegal_move"))


def test_an_event_without_a_single_place_is_not_published(catalog: Bench) -> None:
    catalog.given(create(ticket_types=(SEATED,)))
    catalog.when(publish())
    catalog.then(EventRefused(event_id="e1", reason="nothing_to_sell"))


def test_only_the_organiser_or_an_operator_publishes(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(publish(organiser_id="otto"))
    catalog.then(EventForbidden(event_id="e1"))
    catalog.when(publish(organiser_id="ops", by_operator=True))
    assert isinstance(catalog.said()[0], EventPublished)


def test_publishing_before_the_event_is_created_is_refused(catalog: Bench) -> None:
    catalog.when(publish())
    catalog.then_refused("not_found")
    assert catalog.row(Listing, "e1") is None
