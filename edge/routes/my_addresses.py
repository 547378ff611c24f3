"""Where post reaches the person who asks."""

import msgspec
from litestar import delete, get, post, put
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.users import AddAddress, ChangeAddress, PostalAddress, RemoveAddress
from edge import ids
from edge.asking.asked import Asked
from edge.asking.reply import JSON, Place, accepted, good
from edge.bodies.addresses import Address, ShownAddress, Written
from edge.paths import AddressId
from edge.routes.common import AnyRequest, asked_of, sealed_of, user_of
from edge.sign_in.personal import sealed_for, shown_to
from edge.world import Here, World

HERE = "/me/addresses"


@get(HERE, tags=["addresses"])
async def my_addresses(request: AnyRequest, world: Here) -> list[ShownAddress]:
    """My postal addresses, the oldest first."""
    book = await world.addresses.of(user_of(request).id)
    shown = [await _shown(world, one, book.chosen) for one in book.addresses]
    return [one for one in shown if one]


@post(HERE, status_code=201, tags=["addresses"])
async def add_address(request: AnyRequest, world: Here, data: JSONBody[Address]) -> ASGIResponse:
    """One more, of at most ten. The first is the default until another is."""
    user, asked = user_of(request), sealed_of(request, world, data)
    address = await _sealed(world, asked, ids.thing_id(user.id, asked.key), data)
    command = AddAddress(account_id=user.id, address=address, default=data.default)
    return await _ask(world, asked, command, address.address_id, 201)


@put(f"{HERE}/{{address_id:str}}", tags=["addresses"])
async def change_address(
    request: AnyRequest, world: Here, address_id: AddressId, data: JSONBody[Address]
) -> ASGIResponse:
    """All of it at once. The default stays so until another takes its place."""
    user, asked = user_of(request), sealed_of(request, world, address_id, data)
    address = await _sealed(world, asked, address_id, data)
    command = ChangeAddress(account_id=user.id, address=address, default=data.default)
    return await _ask(world, asked, command, address_id)


@delete(f"{HERE}/{{address_id:str}}", status_code=200, tags=["addresses"])
async def remove_address(request: AnyRequest, world: Here, address_id: AddressId) -> ASGIResponse:
    """It is forgotten. Where it was the default the oldest takes its place."""
    user, asked = user_of(request), asked_of(request, world)
    return await _ask(world, asked, RemoveAddress(account_id=user.id, address_id=address_id), address_id)


async def _sealed(world: World, asked: Asked, id_: str, data: Address) -> PostalAddress:
    """Raises Problem."""
    written = {name: getattr(data, name) for name in Written.__struct_fields__}
    text = msgspec.json.encode(written).decode()
    return PostalAddress(address_id=id_, written=await sealed_for(world.keyring, asked.user, text))


async def _ask(
    world: World, asked: Asked, command: AddAddress | ChangeAddress | RemoveAddress, id_: str, status: int = 200
) -> ASGIResponse:
    answered = await world.desk.ask(command, asked, asked.wait)
    if answered is None:
        return accepted(Place(id_, HERE, "me"))
    good(answered)
    body = msgspec.json.encode({"type": answered.kind, "id": id_})
    return ASGIResponse(body=body, status_code=status, media_type=JSON)


async def _shown(world: World, one: PostalAddress, chosen: str) -> ShownAddress | None:
    """None, if its person was erased."""
    text = await shown_to(world.keyring, one.written)
    if text is None:
        return None
    return ShownAddress(id=one.address_id, default=one.address_id == chosen, **msgspec.json.decode(text))
