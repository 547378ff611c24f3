"""Of each kind of event that the provider has about money it stands written what is done with it."""

import re
from pathlib import Path

import stripe

import ops.stripe_fake as fake
from contracts.webhooks import FOLLOWED, OF_METHODS
from handlers.payments.kinds import IGNORED

ABOUT_MONEY = re.compile(
    r'"((?:payment_intent|payment_method|setup_intent|charge|refund|review|radar|balance)\.[a-z_.]+)"'
)


def test_every_kind_of_the_provider_is_followed_or_ignored_for_a_reason() -> None:
    params = Path(stripe.__file__).parent / "params" / "_webhook_endpoint_create_params.py"
    kinds = set(ABOUT_MONEY.findall(params.read_text()))
    assert kinds == FOLLOWED | OF_METHODS | IGNORED.keys()


def test_no_kind_is_both_followed_and_ignored() -> None:
    assert not (FOLLOWED | OF_METHODS) & IGNORED.keys()


def test_the_fake_says_nothing_that_the_provider_does_not() -> None:
    sources = "".join(path.read_text() for path in Path(fake.__file__).parent.glob("*.py"))
    said = set(re.findall(r'say\("([a-z_.]+)"', sources))
    assert said and said <= FOLLOWED | OF_METHODS | IGNORED.keys()
