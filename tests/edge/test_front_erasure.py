"""Who is erased: nothing personal can be read any more, wherever it lies, while tickets count and the books balance."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from choreography.keyring import Erased, KeyringSettings
from choreography.mesh import MeshSettings
from choreography.personal import opened
from choreography.postgres.keyring import PostgresKeyring
from contracts.sealed import Sealed
from ops.stack import Addresses
from tests.edge.erased import Found, boxes, dead_letter, restored
from tests.edge.front import PASSWORD, WAITING, Front, Person
from tests.edge.team import joins
from tests.edge.test_front_addresses import HOME
from tests.edge.test_front_canaries import every_byte
from tests.edge.test_front_mail_change import changed
from tests.edge.test_front_organisations import founded, member
from tests.edge.test_front_sessions import refused
from tests.edge.till import Till
from tests.edge.views_tables import tables_of
from tests.eventually import eventually
from tests.mesh.operator import Operator

pytestmark = pytest.mark.real
BOTH = pytest.mark.parametrize("front", ["memory", "real"], indirect=True)
AGAIN = "yet another battery"
NAME = "Annabel Ninequist"


async def nothing(id_: str) -> None:
    """Happens before."""


async def erased(
    front: Front, paying: Till, before: Callable[[str], Awaitable[None]] = nothing
) -> tuple[Person, str, str]:
    """A person with tickets, who is then erased; their id, and the event that the tickets are for."""
    event, person = await front.on_sale(await front.person(organiser=True), price=900), await front.person()
    assert (await person.asks("PATCH", "/me", json={"name": NAME})).status_code == 200
    assert (await person.asks("POST", "/me/addresses", json=HOME | {"name": NAME})).status_code == 201
    booked = await front.buys(person, event, "stalls-A1")
    await paying.pays(person, booked.json()["booking_id"])
    await front.mail(person.mail, "Your tickets for Opera")
    id_ = (await person.sees("/me", name=NAME))["id"]
    await before(id_)
    assert (
        await person.asks("POST", "/me/erasure", json={"mail": person.mail, "password": PASSWORD})
    ).status_code == 202
    await eventually(lambda: refused(front, person.headers), within=5)
    await eventually(lambda: registers_anew(front, person, id_), within=15)
    return person, id_, event


async def registers_anew(front: Front, person: Person, id_: str) -> bool:
    """As soon as the key is gone: somebody else has the address then, and whoever was erased stays so."""
    account = {"mail": person.mail, "password": AGAIN, "name": "Somebody"}
    said = await front.client.post("/accounts", json=account, headers=WAITING)
    return said.status_code == 201 and said.json()["id"] != id_


@BOTH
async def test_who_is_erased_is_signed_out_everywhere_and_in_nowhere(front: Front, paying: Till) -> None:
    person, _, event = await erased(front, paying)
    said = await person.logs_in()
    assert (said.status_code, said.json()["code"]) == (401, "bad_credentials")
    assert (await person.logs_in(password=AGAIN)).status_code == 201
    await person.sees("/me", name="Somebody")
    assert (await person.asks("GET", "/bookings")).json()["items"] == []
    assert (await front.client.get(f"/events/{event}/availability")).json()["sold"] == 1


@BOTH
async def test_only_who_names_their_own_mail_and_shows_the_password_is_erased(front: Front) -> None:
    person = await front.person()
    said = await person.asks("POST", "/me/erasure", json={"mail": "x" + person.mail, "password": PASSWORD})
    assert (said.status_code, said.json()["code"]) == (422, "invalid")
    wrong = await person.asks("POST", "/me/erasure", json={"mail": person.mail, "password": "not mine at all"})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "bad_proof")
    assert (await person.asks("GET", "/me")).status_code == 200


@pytest.mark.timeout(300)
@pytest.mark.whole_log
@pytest.mark.parametrize("front", ["real"], indirect=True)
async def test_no_log_dead_letter_rebuilt_view_or_restored_copy_gives_back_anything_personal_and_the_books_balance(
    front: Front, paying: Till, stack: Addresses, at_front: Operator, tmp_path: Path
) -> None:
    letters: list[str] = []

    async def before(id_: str) -> None:
        letters.append(await dead_letter(stack, id_, NAME))

    person, id_, _ = await erased(front, paying, before)
    now, (letter,) = Found(stack.postgres), letters
    assert NAME not in (await at_front.runs("dead", "show", letter)).output
    assert (await at_front.runs("dead", "replay", "--id", letter)).exit_code == 0
    await eventually(lambda: refused_as_erased(now, letter), within=15)
    async with tables_of(stack) as views:
        await views.rebuilt()
    copy = await restored(stack, tmp_path)
    for read in (await every_byte(stack.kafka), await now.everything(), await copy.everything()):
        assert NAME.encode() not in read and person.mail.encode() not in read
        await nothing_opens(stack, boxes(id_, read))
    assert await copy.counted() == await now.counted()
    assert (await copy.counted())["money"] == 0 < (await copy.counted())["ledger"]
    assert (await at_front.runs("check")).exit_code == 0


async def refused_as_erased(found: Found, letter: str) -> bool:
    """Whoever asked before is told so, and nothing is kept of it."""
    admin = await asyncpg.connect(found.dsn)
    try:
        answer = await admin.fetchval("select answer_body from users.inbox where id = $1", letter)
        return answer is not None and b"account_erased" in answer
    finally:
        await admin.close()


async def nothing_opens(stack: Addresses, sealed: list[Sealed]) -> None:
    assert len(sealed) > 2
    async with asyncpg.create_pool(MeshSettings(postgres=stack.postgres).dsn("email"), min_size=1) as pool:
        keyring = PostgresKeyring(pool, KeyringSettings().master_key())
        for box in sealed:
            with pytest.raises(Erased):
                await opened(keyring, box)


@pytest.mark.parametrize("front", ["memory"], indirect=True)
async def test_the_last_owner_of_others_is_erased_once_another_stands_and_is_a_member_nowhere(front: Front) -> None:
    owner, ben = await front.person(organiser=True), await front.person()
    id_ = await founded(owner)
    await joins(owner, ben, "door", id_)
    asked = {"mail": owner.mail, "password": PASSWORD}
    refused = await owner.asks("POST", "/me/erasure", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "last_owner")
    assert refused.json()["organisations"] == [id_]
    await owner.asks("PATCH", await member(id_, ben), json={"role": "owner"})
    await ben.becomes("/me/organisations", lambda shown: shown["items"][0]["role"] == "owner")
    assert (await owner.asks("POST", "/me/erasure", json=asked)).status_code == 202
    await ben.becomes(f"/organisations/{id_}/members", lambda shown: len(shown["items"]) == 1)


@pytest.mark.parametrize("front", ["memory"], indirect=True)
async def test_each_address_that_an_erased_person_had_is_anybodys(front: Front) -> None:
    person, new = await changed(front)
    old, person.mail = person.mail, new
    id_ = (await person.sees("/me", mail=new))["id"]
    said = await person.asks("POST", "/me/erasure", json={"mail": new, "password": PASSWORD})
    assert said.status_code == 202
    for person.mail in (old, new):
        await eventually(lambda: registers_anew(front, person, id_), within=15)
        assert (await person.logs_in(AGAIN)).status_code == 201
