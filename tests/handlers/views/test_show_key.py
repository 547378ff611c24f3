from choreography.testing import START, Bench
from contracts.identity import SealingKeyPublished, SigningKeyPublished, SigningKeyRetired
from handlers.views.keys_and_people import KeyView

PUBLISHED = SigningKeyPublished(ring="signing", kid="k1", jwk={"kty": "RSA"}, starts=START)
RETIRED = SigningKeyRetired(ring="signing", kid="k1")


def test_a_signing_key_is_shown_as_its_jwk(views: Bench) -> None:
    views.when(PUBLISHED)
    views.then_rows(KeyView("signing", "k1", '{"kty": "RSA"}', START))


def test_a_sealing_key_is_shown(views: Bench) -> None:
    views.when(SealingKeyPublished(ring="sealing", kid="k2", public="x" * 43, starts=START))
    views.then_rows(KeyView("sealing", "k2", "x" * 43, START))


def test_a_retired_key_stays_retired_though_its_publication_comes_late_or_twice(views: Bench) -> None:
    views.given(RETIRED, PUBLISHED)
    views.when(PUBLISHED)
    views.then_rows(KeyView("signing", "k1", '{"kty": "RSA"}', START, retired=True))
