from collections.abc import Iterator

from choreography.envelope import Envelope
from choreography.vocabulary import Tell
from contracts import subjects
from contracts.email import NoticePosted
from handlers.realtime.frames import frame, notice_body
from handlers.realtime.service import realtime


@realtime.step
def tell_notice(said: NoticePosted, envelope: Envelope) -> Iterator[Tell]:
    """That there is one, not what it says: each is a channel of its own with one number, and no feed keeps it."""
    body = notice_body(said, envelope)
    yield Tell(subjects.notice_feed(said.recipient, said.notice_id), frame(f"notice:{said.notice_id}", 1, body))
