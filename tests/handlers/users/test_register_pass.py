from choreography.testing import Bench
from contracts.users import PassRegistered, PassUnregistered, RegisterPass, UnregisterPass
from handlers.users.rows import DevicePass

MINE = {"device_id": "phone", "serial": "e1-b1.1"}
KEPT = DevicePass("phone", "e1-b1.1")


def test_a_device_that_has_a_pass_is_known(users: Bench) -> None:
    users.when(RegisterPass(**MINE))
    users.then(PassRegistered(**MINE))
    users.then_rows(KEPT)


def test_a_device_that_has_it_no_more_stays_as_a_row(users: Bench) -> None:
    users.given(KEPT)
    users.when(UnregisterPass(**MINE))
    users.then(PassUnregistered(**MINE))
    users.then_rows(KEPT.but(registered=False))


def test_a_device_may_have_it_again(users: Bench) -> None:
    users.given(KEPT.but(registered=False))
    users.when(RegisterPass(**MINE))
    users.then_rows(KEPT)


def test_a_pass_that_the_device_never_had_is_not_taken_off_it(users: Bench) -> None:
    users.when(UnregisterPass(**MINE))
    users.then_refused("not_found")


def test_a_second_copy_of_either_changes_nothing(users: Bench) -> None:
    for asked in (RegisterPass(**MINE), UnregisterPass(**MINE)):
        users.when(asked, id=type(asked).__name__)
        users.when(asked, id=type(asked).__name__)
        users.then_nothing()
