"""API tokens: issued, used up by time, revoked, and ended with all else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from choreography.keyring import DataKey
from choreography.personal import seal_with
from choreography.testing import START
from contracts.base import Message
from contracts.identity import (
    BanAccount,
    IssueToken,
    RevokeToken,
    TokenIssued,
    TokenNotIssued,
    TokenRevoked,
    WithdrawRole,
    account_id,
)
from handlers.identity.api_tokens import TOKENS_AT_MOST, ApiTokens
from tests.handlers.identity.story import ANN, Story

NAME = seal_with(DataKey(1, bytes(32)), account_id(ANN), "laptop")
DAYS = timedelta(days=90)


def token_id(n: int) -> str:
    return f"{ANN}-{n:020x}"


def issue(n: int = 1, **other: Any) -> IssueToken:
    said = {"name": NAME, "scopes": ("read", "book"), "digest": f"{n:064x}", "days": 90} | other
    return IssueToken(account=ANN, token_id=token_id(n), **said)


def revoke(n: int = 1) -> RevokeToken:
    return RevokeToken(account=ANN, token_id=token_id(n))


def revoked(n: int = 1) -> TokenRevoked:
    return TokenRevoked(account_id=account_id(ANN), token_id=token_id(n))


def held(identity: Story) -> list[str]:
    found = identity.bench.row(ApiTokens, ANN)
    return [one.token_id for one in found.tokens] if found else []


@pytest.fixture
def ann(identity: Story) -> Story:
    identity.hears(identity.register())
    return identity


def test_a_token_is_good_for_its_scopes_until_its_days_are_over(ann: Story) -> None:
    said = ann.hears(issue())
    assert isinstance(said, TokenIssued) and (said.scopes, said.roles) == (("read", "book"), ("buyer",))
    assert (said.created, said.expires) == (ann.bench.now, ann.bench.now + DAYS)


def test_a_token_never_has_the_operators_role(ann: Story) -> None:
    ann.hears(ann.grant())
    said = ann.hears(issue())
    assert isinstance(said, TokenIssued) and "operator" not in said.roles


def test_a_second_copy_of_the_wish_is_answered_as_the_first(ann: Story) -> None:
    first = ann.hears(issue())
    ann.bench.passes(timedelta(hours=1))
    assert ann.hears(issue()) == first and held(ann) == [token_id(1)]


def test_an_account_has_so_many_and_no_more_until_one_is_over(ann: Story) -> None:
    for n in range(1, TOKENS_AT_MOST):
        ann.hears(issue(n))
    ann.hears(issue(TOKENS_AT_MOST, days=1))
    said = ann.hears(issue(99))
    assert isinstance(said, TokenNotIssued) and said.reason == "too_many_tokens"
    ann.bench.passes(timedelta(days=1))
    assert isinstance(ann.hears(issue(99)), TokenIssued)
    assert len(held(ann)) == TOKENS_AT_MOST and token_id(TOKENS_AT_MOST) not in held(ann)


def test_a_token_that_is_revoked_is_told_of_each_time_and_touches_no_other(ann: Story) -> None:
    ann.hears(issue(1))
    ann.hears(issue(2))
    assert ann.hears(revoke()) == ann.hears(revoke()) == revoked()
    assert held(ann) == [token_id(2)]


def test_a_revocation_that_comes_before_its_token_leaves_nothing(ann: Story) -> None:
    assert ann.hears(revoke()) == revoked() and held(ann) == []


def test_without_an_account_there_is_no_token(identity: Story) -> None:
    identity.bench.when(issue())
    identity.bench.then_refused("not_found")


def test_a_banned_owner_gets_none(ann: Story) -> None:
    ann.hears(BanAccount(account=ANN))
    said = ann.hears(issue())
    assert isinstance(said, TokenNotIssued) and said.reason == "banned"


@pytest.mark.parametrize(
    "why",
    [lambda _: BanAccount(account=ANN), Story.erase, lambda _: WithdrawRole(account=ANN, role="operator")],
    ids=["banned", "erased", "withdrawn"],
)
def test_where_every_session_ends_every_token_does(ann: Story, why: Callable[[Story], Message]) -> None:
    ann.hears(ann.grant())
    for n in (1, 2):
        ann.hears(issue(n))
    ann.hears(why(ann))
    assert ended(ann) == [token_id(1), token_id(2)] and held(ann) == []


def test_a_password_that_was_reset_ends_them_and_one_that_its_owner_changed_does_not(ann: Story) -> None:
    token = ann.logged_in()
    ann.hears(issue())
    ann.hears(ann.change(token))
    assert ended(ann) == [] and held(ann) == [token_id(1)]
    ann.hears(ann.reset(ann.code()))
    assert ended(ann) == [token_id(1)]


def test_the_earliest_and_the_latest_end(ann: Story) -> None:
    assert getattr(ann.hears(issue()), "expires", None) == START + DAYS
    with pytest.raises(ValueError):
        issue(days=366)
    with pytest.raises(ValueError):
        issue(scopes=())


def ended(identity: Story) -> list[str]:
    """The tokens that end as what is due now is done."""
    found: list[str] = []
    while identity.bench.goes_on():
        found += [one.token_id for one in identity.bench.said() if isinstance(one, TokenRevoked)]
    return found
