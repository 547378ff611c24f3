from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.email import NoticePosted
from contracts.users import InboxRead
from handlers.views.keys_and_people import NoticeView, PersonView
from handlers.views.service import views


@views.step
def show_notice(said: NoticePosted, view: NoticeView | None, envelope: Envelope) -> Iterator[NoticeView]:
    told = (said.recipient, said.kind, said.matter, said.facts)
    yield view or NoticeView(said.about, said.notice_id, *told, at=envelope.time)


@views.step
def show_read(said: InboxRead, view: PersonView | None) -> Iterator[PersonView]:
    view = view or PersonView(said.account_id)
    yield view.but(read_until=max(view.read_until, said.until))
