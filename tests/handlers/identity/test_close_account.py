from contracts.identity import AccountClosed, CloseAccount, account_id
from handlers.identity.rows import Account
from tests.handlers.identity.story import ANN, Story

CLOSE = CloseAccount(account=ANN)


def test_a_closed_account_is_gone_with_all_its_sessions(identity: Story) -> None:
    tokens = [identity.logged_in(), identity.logged_in()]
    assert identity.hears(CLOSE) == AccountClosed(account_id=account_id(ANN))
    assert set(identity.ends()) == {(token.partition(".")[0], "closed") for token in tokens}
    assert identity.bench.row(Account, ANN) is None
    assert identity.refused(identity.hears(identity.log_in())) == "bad_credentials"
    assert identity.refused(identity.hears(identity.refresh(tokens[0]))) == "revoked"


def test_a_sign_in_that_closing_overtook_is_refused(identity: Story) -> None:
    identity.hears(identity.register())
    late = identity.asks(identity.log_in())
    identity.hears(CLOSE)
    identity.bench.when(identity.performed(late))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_credentials"]


def test_what_is_not_open_is_not_closed(identity: Story) -> None:
    identity.bench.when(CLOSE)
    identity.bench.then_refused("not_found")


def test_a_second_copy_changes_nothing(identity: Story) -> None:
    identity.logged_in()
    identity.hears(CLOSE, id="c1")
    identity.bench.when(CLOSE, id="c1")
    identity.bench.then_nothing()
