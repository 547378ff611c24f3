from datetime import timedelta

from choreography.testing import START, Bench
from contracts.identity import MailVerified, SecondFactorConfirmed, SecondFactorRemoved, UserRegistered
from contracts.sealed import Sealed
from contracts.users import ProfileUpdated
from handlers.views.keys_and_people import PersonView


def box(text: str) -> Sealed:
    return Sealed(person_id="ann", key_version=1, nonce="n", ciphertext=text)


REGISTERED = UserRegistered(account_id="ann", request="r1", mail=box("mail"), name=box("Ann"), roles=("buyer",))

VERIFIED = MailVerified(account_id="ann", request="r2")
ON = SecondFactorConfirmed(account_id="ann", request="r3", spare="box")
OFF = SecondFactorRemoved(account_id="ann", request="r4")


def updated(name: str = "", **preferences: str) -> ProfileUpdated:
    return ProfileUpdated(account_id="ann", name=box(name) if name else None, preferences=preferences, created=START)


def test_a_registered_person_is_shown(views: Bench) -> None:
    views.when(REGISTERED)
    views.then_rows(PersonView("ann", box("mail"), box("Ann"), created=START))


def test_a_profile_that_is_heard_before_its_registration_keeps_both(views: Bench) -> None:
    views.given(updated(theme="dark"))
    views.when(REGISTERED)
    row = views.row(PersonView, "ann")
    assert row and (row.registered_name, row.preferences) == (box("Ann"), {"theme": "dark"})


def test_a_verified_mail_is_shown_whichever_is_heard_first(views: Bench) -> None:
    for past in ((REGISTERED, VERIFIED), (VERIFIED, VERIFIED, REGISTERED)):
        views.given(*past)
        views.then_rows(PersonView("ann", box("mail"), box("Ann"), created=START, verified=True))


def test_the_second_factor_is_as_it_was_last_whichever_is_heard_first(views: Bench) -> None:
    later = START + timedelta(seconds=1)
    for past in (((ON, START), (OFF, later)), ((OFF, later), (ON, START), (OFF, later))):
        for said, at in past:
            views.when(said, at=at)
        row = views.row(PersonView, "ann")
        assert row and not row.second_factor
    views.when(ON, at=later + timedelta(seconds=1))
    row = views.row(PersonView, "ann")
    assert row and row.second_factor


def test_a_second_factor_that_is_heard_before_the_registration_stays_shown(views: Bench) -> None:
    views.given(ON, REGISTERED)
    row = views.row(PersonView, "ann")
    assert row and row.second_factor and row.registered_name == box("Ann")


def test_an_older_profile_changes_nothing(views: Bench) -> None:
    views.when(updated("Anna"), version=2)
    views.when(updated("Ann"), version=1)
    row = views.row(PersonView, "ann")
    assert row and row.name == box("Anna")


def test_a_profile_told_twice_is_shown_once(views: Bench) -> None:
    views.when(updated("Anna"), version=2)
    shown = views.row(PersonView, "ann")
    views.when(updated("Anna"), version=2)
    again = views.row(PersonView, "ann")
    assert shown and again and again.but(version=shown.version) == shown
