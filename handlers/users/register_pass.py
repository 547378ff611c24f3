from collections.abc import Iterator

from contracts.users import PassRegistered, PassUnregistered, RegisterPass, UnregisterPass
from handlers.users.rows import DevicePass
from handlers.users.service import users


@users.step
def register_pass(asked: RegisterPass, kept: DevicePass | None) -> Iterator[DevicePass | PassRegistered]:
    yield (kept or DevicePass(asked.device_id, asked.serial)).but(registered=True)
    yield PassRegistered.of(asked)


@users.step
def unregister_pass(asked: UnregisterPass, kept: DevicePass) -> Iterator[DevicePass | PassUnregistered]:
    yield kept.but(registered=False)
    yield PassUnregistered.of(asked)
