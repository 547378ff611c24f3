import pytest

from contracts.identity import RegistrationRefused, UserRegistered, account_id
from handlers.identity.breached import breached
from handlers.identity.hasher import acceptable
from handlers.identity.own import HashPassword
from tests.handlers.identity.story import ANN, PASSWORD, Story, for_somebody_else


def test_a_new_mail_gets_an_account_for_a_buyer(identity: Story) -> None:
    asked = identity.register()
    said = identity.hears(asked)
    assert said == UserRegistered(account_id=account_id(ANN), request=asked.request, mail=asked.mail, roles=("buyer",))
    assert identity.account and identity.account.password.startswith("$argon2id$")


def test_an_organiser_serves_itself(identity: Story) -> None:
    said = identity.hears(identity.register(organiser=True))
    assert isinstance(said, UserRegistered) and said.roles == ("buyer", "organiser")


def test_no_role_can_be_asked_for(identity: Story) -> None:
    said = identity.hears(identity.register(roles=("operator",), role="operator"))
    assert isinstance(said, UserRegistered) and said.roles == ("buyer",)


def test_a_mail_has_one_account(identity: Story) -> None:
    identity.hears(identity.register())
    before = identity.account
    said = identity.hears(identity.register("another password"))
    assert isinstance(said, RegistrationRefused) and said.reason == "account_exists"
    assert identity.account == before


def test_a_mail_that_has_an_account_is_hashed_for_as_well(identity: Story) -> None:
    identity.hears(identity.register())
    effect = identity.asks(identity.register("another password"))
    assert effect.envelope.type == HashPassword.__name__
    assert identity.refused(identity.hears(identity.register("short"))) == "unacceptable_password", "as of a new one"


def test_of_two_at_once_the_first_to_be_hashed_has_the_mail(identity: Story) -> None:
    one, two = identity.asks(identity.register()), identity.asks(identity.register("another password"))
    identity.bench.when(identity.performed(two))
    first = identity.account
    identity.bench.when(identity.performed(one))
    assert [type(said) for said in identity.bench.said()] == [RegistrationRefused]
    assert identity.account == first


def test_a_second_copy_registers_nobody_twice(identity: Story) -> None:
    asked = identity.register()
    identity.hears(asked, id="c1")
    identity.bench.when(asked, id="c1")
    identity.bench.then_nothing()


@pytest.mark.parametrize("password", ["short", "x" * 129])
def test_a_password_too_short_or_too_long_is_refused(identity: Story, password: str) -> None:
    assert identity.refused(identity.hears(identity.register(password))) == "unacceptable_password"
    assert identity.account is None


@pytest.mark.parametrize("password", ["password1", "Password1", "\uff50\uff41ssword1", "1234567890"])
def test_a_password_that_everybody_tries_first_is_refused(identity: Story, password: str) -> None:
    assert identity.refused(identity.hears(identity.register(password))) == "breached_password"
    assert identity.account is None


def test_the_list_of_such_passwords_is_long() -> None:
    assert len([word for word in breached() if acceptable(word)]) > 10_000


def test_a_box_of_another_message_is_unreadable(identity: Story) -> None:
    stolen = identity.log_in().secret
    asked = identity.register()
    said = identity.hears(asked.model_copy(update={"secret": stolen}))
    assert identity.refused(said) == "unreadable"


def test_a_key_that_is_gone_is_said_to_be_so(identity: Story) -> None:
    asked = identity.register().model_copy(update={"key_id": "old"})
    assert identity.refused(identity.hears(asked)) == "unknown_key"


def test_before_there_are_keys_it_is_refused(identity: Story, keyless: Story) -> None:
    keyless.bench.when(identity.register())
    keyless.bench.then_refused("not_found")


def test_a_mail_sealed_for_somebody_else_is_no_message(identity: Story) -> None:
    with pytest.raises(ValueError, match="somebody else"):
        identity.register(PASSWORD, mail=for_somebody_else())
