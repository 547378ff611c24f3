from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.users import PassRegistered, PassUnregistered
from handlers.views.newer import newer
from handlers.views.passes import PassView
from handlers.views.service import views


@views.step
def show_pass(said: PassRegistered | PassUnregistered, view: PassView | None, envelope: Envelope) -> Iterator[PassView]:
    view = view or PassView(said.device_id, said.serial)
    yield newer(view, "pass_version", envelope.version, registered=isinstance(said, PassRegistered))
