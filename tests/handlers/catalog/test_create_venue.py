import pytest

from choreography.testing import Bench
from contracts.catalog import VenueCreated, VenueInvalid, VenueRefused
from handlers.catalog.rows import Venue
from tests.handlers.catalog.asking import venue


def test_a_venue_is_created(catalog: Bench) -> None:
    catalog.when(venue())
    catalog.then(VenueCreated.of(venue()))
    catalog.then_rows(Venue("v1", "olga", "Town hall", "Main street 1", 900))


def test_a_second_venue_of_one_id_is_refused(catalog: Bench) -> None:
    catalog.given(venue())
    catalog.when(venue(name="Another"))
    catalog.then(VenueRefused(venue_id="v1", reason="exists"))


@pytest.mark.parametrize(("field", "wrong"), [("venue_id", "v 1"), ("name", ""), ("place", "x" * 201), ("capacity", 0)])
def test_a_broken_limit_is_named(catalog: Bench, field: str, wrong: object) -> None:
    catalog.when(broken := venue(**{field: wrong}))
    catalog.then(VenueInvalid.of(broken, reason=field))
