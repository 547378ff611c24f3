"""That something came into the inbox, for its owner alone, and nothing of what it says."""

import json
from typing import Any

from choreography.testing import START, Bench
from choreography.vocabulary import Tell
from contracts import subjects
from contracts.email import NoticePosted
from handlers.realtime import realtime
from handlers.realtime.rows import Channel, Feed


def posted(recipient: str = "zoe", notice_id: str = "n1") -> NoticePosted:
    return NoticePosted(
        about="e", kind="confirmed", recipient=recipient, matter="e-b", notice_id=notice_id, facts={"places": "secret"}
    )


def told(bench: Bench) -> list[tuple[str, dict[str, Any]]]:
    return [(word.subject, json.loads(word.body)) for word in bench.last.told if isinstance(word, Tell)]


def test_a_notice_is_told_to_its_owner_and_not_what_it_says() -> None:
    bench = Bench(realtime)
    bench.when(posted())
    body = {"type": "NoticePosted", "at": START.isoformat(), "id": "n1", "kind": "confirmed", "link": "/me/inbox"}
    assert told(bench) == [("live.notice.zoe.n1", {"channel": "notice:n1", "from": 1, "to": 1, "body": body})]
    assert subjects.buyer_of("live.notice.zoe.n1") == "zoe"


def test_each_is_told_under_a_name_of_its_own_and_no_feed_keeps_it() -> None:
    bench = Bench(realtime)
    bench.given(posted())
    bench.when(posted("ann", "n2"))
    assert [(subject, frame["channel"]) for subject, frame in told(bench)] == [("live.notice.ann.n2", "notice:n2")]
    assert not bench.books.rows.get(Feed) and not bench.books.rows.get(Channel)


def test_a_second_copy_is_not_told_again() -> None:
    bench = Bench(realtime)
    bench.when(posted(), id="one")
    bench.when(posted(), id="one")
    assert not told(bench)
