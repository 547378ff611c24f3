"""Which provider opens which account: one each, and never the last way in is taken."""

import json
from typing import Any

from contracts.identity import (
    ProviderLinked,
    ProviderUnlinked,
    ProviderVouched,
    UnlinkProvider,
)
from handlers.identity.rows import ProviderLink
from tests.handlers.identity.providing import BEN, BEN_THERE, Saying, asking, in_by, links, unlinks, vouched
from tests.handlers.identity.story import ANN, Story
from tests.handlers.identity.test_second_factor import key as key_of  # noqa: F401


def test_a_stranger_links_nothing_to_an_address_that_is_not_shown_to_be_theirs(
    identity: Story, provider: Saying
) -> None:
    identity.hears(identity.register())
    provider.said = BEN_THERE
    assert identity.refused(links(identity, vouched(identity))) == "mail_unverified"


def test_who_is_somebody_at_the_provider_has_one_account_here(verified: Story, provider: Saying) -> None:
    voucher = vouched(verified)
    login = links(verified, voucher) and verified.bench.row(ProviderLink, ANN, "github")
    assert login
    verified.bench.books.rows[ProviderLink] = {}
    verified.bench.given(ProviderLink(BEN, "github", login.login))
    assert verified.refused(links(verified, voucher)) == "provider_linked"
    assert verified.refused(in_by(verified, voucher)) == "provider_linked"
    said = verified.hears(asking(verified, account="c" * 32, **of("c" * 32, verified)))
    assert isinstance(said, ProviderVouched) and said.linked == BEN


def of(account: str, identity: Story) -> dict[str, Any]:
    """An attempt of another name."""
    from choreography.sealing import seal  # noqa: PLC0415
    from contracts.identity import context  # noqa: PLC0415

    said = json.dumps({"code": "code", "verifier": "verifier", "nonce": "nonce"}).encode()
    return {"request": "r", "secret": seal(identity.sealing.newest.public, said, context("AskProvider", account, "r"))}


def test_an_account_has_one_link_to_each_provider_and_is_told_so_again(verified: Story, provider: Saying) -> None:
    voucher = vouched(verified)
    assert isinstance(links(verified, voucher), ProviderLinked)
    assert isinstance(links(verified, voucher), ProviderLinked)
    provider.said = BEN_THERE
    assert verified.refused(links(verified, vouched(verified))) == "provider_linked"


def test_a_link_is_removed_but_not_the_last_way_in(verified: Story) -> None:
    voucher = vouched(verified)
    links(verified, voucher)
    assert isinstance(unlinks(verified), ProviderUnlinked)
    assert verified.refused(in_by(verified, voucher)) == "link_needed"
    verified.bench.when(UnlinkProvider(account=ANN, request="u2", provider="github"))
    verified.bench.then_refused("not_found")


def test_without_a_password_the_only_link_stays(identity: Story, provider: Saying) -> None:
    in_by(identity, vouched(identity))
    assert identity.refused(unlinks(identity)) == "last_way_in"
    in_by(identity, vouched(identity, provider="facebook"))
    links(identity, vouched(identity, provider="facebook"))
    assert isinstance(unlinks(identity), ProviderUnlinked)


def test_the_links_of_a_closed_account_are_gone(verified: Story) -> None:
    links(verified, vouched(verified))
    verified.hears(verified.erase())
    assert not verified.bench.books.rows[ProviderLink]
