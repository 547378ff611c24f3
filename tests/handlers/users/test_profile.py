from datetime import timedelta
from typing import get_args

import pytest
from pydantic import ValidationError

from choreography.testing import START, Bench
from contracts.identity import UserRegistered
from contracts.sealed import Sealed
from contracts.users import (
    PREFERENCES_AT_MOST,
    DeclineInvitations,
    MailGroup,
    ProfileUpdated,
    Unsubscribe,
    UpdateProfile,
)
from handlers.users.rows import Profile

ANN, ANNA = (Sealed(person_id="ann", key_version=1, nonce="n", ciphertext=text) for text in ("Ann", "Anna"))
DARK = {"theme": "dark"}


def registered(name: Sealed | None = ANN) -> UserRegistered:
    return UserRegistered(account_id="ann", request="r1", mail=ANN, name=name, roles=("buyer",))


def update(name: Sealed | None = None, preferences: dict[str, str] | None = None) -> UpdateProfile:
    return UpdateProfile(account_id="ann", name=name, preferences=preferences)


def updated(name: Sealed | None, preferences: dict[str, str]) -> ProfileUpdated:
    return ProfileUpdated(account_id="ann", name=name, preferences=preferences, created=START)


def test_who_registers_has_a_profile(users: Bench) -> None:
    users.when(registered())
    users.then_rows(Profile("ann", START, ANN))
    users.then()


def test_a_registration_heard_twice_changes_nothing(users: Bench) -> None:
    users.given(registered(), update(name=ANNA, preferences=DARK))
    users.when(registered())
    users.then_rows(Profile("ann", START, ANNA, DARK))


def test_what_is_left_out_of_an_update_stays(users: Bench) -> None:
    users.given(registered())
    users.when(update(preferences=DARK))
    users.then(updated(ANN, DARK))
    users.when(update(name=ANNA))
    users.then(updated(ANNA, DARK))


def test_preferences_take_the_place_of_the_old_ones(users: Bench) -> None:
    users.given(registered(), update(preferences=DARK))
    users.when(update(preferences={}))
    users.then(updated(ANN, {}))


def test_an_update_that_overtakes_the_registration_holds(users: Bench) -> None:
    users.given(update(preferences=DARK))
    users.passes(timedelta(seconds=1))
    users.when(registered(), at=START - timedelta(seconds=1))
    users.then_rows(Profile("ann", START - timedelta(seconds=1), ANN, DARK))


def test_a_second_copy_of_an_update_changes_nothing(users: Bench) -> None:
    users.given(registered())
    users.when(update(name=ANNA), id="c1")
    users.when(update(name=ANNA), id="c1")
    users.then_nothing()


def test_who_unsubscribes_by_a_mail_keeps_all_else(users: Bench) -> None:
    users.given(registered(), update(preferences=DARK))
    users.when(Unsubscribe(account_id="ann"))
    users.then(updated(ANN, DARK | {"mail.news": "off"}))
    users.when(Unsubscribe(account_id="ann"))
    users.then(updated(ANN, DARK | {"mail.news": "off"}))


@pytest.mark.parametrize("group", get_args(MailGroup))
def test_a_link_in_a_mail_gives_up_its_own_group_and_no_other(users: Bench, group: MailGroup) -> None:
    users.given(registered())
    users.when(
        DeclineInvitations(account_id="ann") if group == "invitations" else Unsubscribe(account_id="ann", group=group)
    )
    users.then(updated(ANN, {f"mail.{group}": "off"}))


def test_a_second_copy_of_it_changes_nothing(users: Bench) -> None:
    users.when(Unsubscribe(account_id="ann"), id="c1")
    users.when(Unsubscribe(account_id="ann"), id="c1")
    users.then_nothing()


def test_preferences_are_bounded() -> None:
    with pytest.raises(ValidationError):
        update(preferences={f"p{n}": "x" for n in range(PREFERENCES_AT_MOST + 1)})
