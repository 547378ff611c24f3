from contracts.identity import AccountClosed, ErasureBegun, SessionStarted, account_id
from handlers.identity.rows import FREE, Account
from tests.handlers.identity.story import ANN, NEW, Story


def test_who_shows_the_password_is_gone_with_all_sessions(identity: Story) -> None:
    tokens = [identity.logged_in(), identity.logged_in()]
    assert isinstance(identity.hears(identity.erase()), ErasureBegun)
    assert AccountClosed(account_id=account_id(ANN)) in identity.bench.said()
    assert set(identity.ends()) == {(token.partition(".")[0], "closed") for token in tokens}
    assert identity.bench.row(Account, ANN) is None


def test_who_is_gone_neither_signs_in_nor_goes_on(identity: Story) -> None:
    token = identity.logged_in()
    identity.hears(identity.erase())
    identity.ends()
    assert identity.refused(identity.hears(identity.log_in())) == "bad_credentials"
    assert identity.refused(identity.hears(identity.refresh(token))) == "revoked"


def test_a_sign_in_that_an_erasure_overtook_is_refused(identity: Story) -> None:
    identity.hears(identity.register())
    late = identity.asks(identity.log_in())
    identity.hears(identity.erase())
    identity.bench.when(identity.performed(late))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_credentials"]


def test_a_wrong_password_erases_nobody(identity: Story) -> None:
    identity.logged_in()
    assert identity.refused(identity.hears(identity.erase(NEW))) == "bad_proof"
    assert isinstance(identity.hears(identity.log_in()), SessionStarted)


def test_wrong_ones_count_as_at_a_sign_in(identity: Story) -> None:
    identity.logged_in()
    for _ in range(FREE + 1):
        identity.hears(identity.erase(NEW))
    identity.bench.when(identity.erase())
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["locked"]
    identity.bench.when(identity.log_in())
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["locked"]


def test_a_password_that_was_changed_meanwhile_erases_nobody(identity: Story) -> None:
    token = identity.logged_in()
    late = identity.asks(identity.erase())
    identity.hears(identity.change(token))
    identity.bench.when(identity.performed(late))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_proof"]


def test_without_an_account_it_is_refused(identity: Story) -> None:
    identity.bench.when(identity.erase())
    identity.bench.then_refused("not_found")


def test_a_second_copy_erases_nothing_more(identity: Story) -> None:
    identity.logged_in()
    asked = identity.erase()
    identity.hears(asked, id="e1")
    identity.bench.when(asked, id="e1")
    identity.bench.then_nothing()


def test_a_registration_that_was_asked_before_and_is_heard_after_opens_nothing(identity: Story) -> None:
    identity.logged_in()
    late = identity.asks(identity.register())
    identity.hears(identity.erase())
    identity.bench.when(identity.performed(late))
    assert [identity.refused(said) for said in identity.bench.said()] == ["account_erased"]
    assert identity.bench.row(Account, ANN) is None
