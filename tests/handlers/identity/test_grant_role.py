from contracts.identity import (
    OPERATORS,
    BanAccount,
    GrantRole,
    LiftBan,
    LiftSecondFactor,
    ResetDoorBreaker,
    RoleGranted,
    WithdrawRole,
    account_id,
)
from handlers.identity import identity as service
from tests.handlers.identity.story import ANN, Story


def granted(*roles: str) -> RoleGranted:
    return RoleGranted(account_id=account_id(ANN), roles=roles)  # type: ignore[arg-type]


def test_an_operator_is_made_at_the_command_line(identity: Story) -> None:
    identity.hears(identity.register())
    assert identity.hears(identity.grant()) == granted("buyer", "operator")
    assert identity.account and identity.account.roles == ("buyer", "operator")


def test_a_role_is_granted_once(identity: Story) -> None:
    identity.hears(identity.register())
    identity.hears(identity.grant())
    assert identity.hears(identity.grant()) == granted("buyer", "operator")


def test_nobody_is_made_an_operator_before_they_register(identity: Story) -> None:
    identity.bench.when(identity.grant())
    identity.bench.then_refused("not_found")


def test_roles_are_granted_on_a_topic_of_their_own() -> None:
    heard = {message for message in service.steps if getattr(message, "TOPIC", "") == OPERATORS}
    assert heard == {BanAccount, GrantRole, LiftBan, LiftSecondFactor, ResetDoorBreaker, WithdrawRole}
