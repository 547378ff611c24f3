import pytest

from contracts.identity import (
    AccountBanned,
    BanAccount,
    BanLifted,
    LiftBan,
    RoleWithdrawn,
    SessionStarted,
    WithdrawRole,
)
from handlers.identity.rows import Failures
from tests.handlers.identity.story import ANN, PASSWORD, Story

BAN, LIFT, WITHDRAW = BanAccount(account=ANN), LiftBan(account=ANN), WithdrawRole(account=ANN, role="organiser")


def test_a_ban_ends_every_session_and_nobody_signs_in(identity: Story) -> None:
    tokens = [identity.logged_in(), identity.logged_in()]
    assert isinstance(identity.hears(BAN), AccountBanned)
    assert set(identity.ends()) == {(token.partition(".")[0], "banned") for token in tokens}
    assert identity.refused(identity.hears(identity.log_in())) == "banned"
    assert identity.refused(identity.hears(identity.refresh(tokens[0]))) == "revoked"


def test_who_does_not_know_the_password_does_not_learn_of_the_ban(identity: Story) -> None:
    identity.logged_in()
    identity.hears(BAN)
    assert identity.refused(identity.hears(identity.log_in("a wrong password"))) == "bad_credentials"
    identity.hears(identity.log_in())
    assert (row := identity.bench.row(Failures, ANN)) and row.count == 1


def test_a_sign_in_that_a_ban_overtook_is_refused(identity: Story) -> None:
    identity.hears(identity.register())
    late = identity.asks(identity.log_in())
    identity.hears(BAN)
    identity.bench.when(identity.performed(late))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["banned"]


def test_a_refresh_that_a_ban_overtook_opens_nothing_that_lasts(identity: Story) -> None:
    token = identity.logged_in()
    late = identity.asks(identity.refresh(token))
    identity.hears(BAN)
    identity.bench.when(identity.performed(late))
    assert identity.ends() == [(token.partition(".")[0], "banned")] and identity.session(token) is None


def test_a_ban_that_is_lifted_lets_the_person_in_again(identity: Story) -> None:
    identity.logged_in()
    identity.hears(BAN)
    assert isinstance(identity.hears(LIFT), BanLifted)
    assert isinstance(identity.hears(identity.log_in(PASSWORD)), SessionStarted)


@pytest.mark.parametrize("asked", [BAN, LIFT, WITHDRAW])
def test_nobody_is_banned_before_they_register(identity: Story, asked: BanAccount | LiftBan | WithdrawRole) -> None:
    identity.bench.when(asked)
    identity.bench.then_refused("not_found")


@pytest.mark.parametrize("asked", [BAN, LIFT, WITHDRAW])
def test_a_second_copy_changes_nothing(identity: Story, asked: BanAccount | LiftBan | WithdrawRole) -> None:
    identity.logged_in()
    identity.hears(asked, id="c1")
    identity.bench.when(asked, id="c1")
    identity.bench.then_nothing()


def test_a_second_ban_is_told_again_and_does_nothing_more(identity: Story) -> None:
    identity.logged_in()
    identity.hears(BAN)
    assert identity.ends() and isinstance(identity.hears(BAN), AccountBanned) and not identity.ends()


def test_a_role_that_is_withdrawn_ends_the_sessions_whose_tokens_say_it(identity: Story) -> None:
    identity.hears(identity.register(organiser=True))
    token = identity.logged_in()
    late = identity.asks(identity.log_in())
    said = identity.hears(WITHDRAW)
    assert isinstance(said, RoleWithdrawn) and said.roles == ("buyer",)
    assert identity.ends() == [(token.partition(".")[0], "role_withdrawn")]
    identity.bench.when(identity.performed(late))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_credentials"]


def test_a_role_that_nobody_had_is_withdrawn_without_a_loss(identity: Story) -> None:
    token = identity.logged_in()
    identity.hears(WITHDRAW)
    assert not identity.ends() and identity.session(token)
