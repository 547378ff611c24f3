"""The names of channels: each that there is has its row in the table of rights, and in the page."""

import re
from datetime import UTC, datetime
from pathlib import Path

from edge.live.names import KINDS, ME, feed_name
from edge.live.ports import User
from tests.edge.rights import CHANNELS

PAGE = Path("docs/live.md").read_text()
ANN = User("ann", frozenset(), "ann-1", datetime.now(UTC))


def test_no_channel_is_without_a_row() -> None:
    rows = {name.partition(":")[0] for name, signs in CHANNELS.items() if set(signs.split()) != {"0"}}
    assert rows == {*KINDS, ME}


def test_the_page_has_each_channel() -> None:
    table = PAGE.partition("## Channels")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)(?::ID)?` \|", table, re.MULTILINE)) == {*KINDS, ME}


def test_what_is_no_channel_has_no_name_for_anybody() -> None:
    nobodys = [name for name, signs in CHANNELS.items() if set(signs.split()) == {"0"}]
    for name in (*nobodys, "event:", "event:a b", "events:e1", "me:ann", "booking"):
        assert feed_name(name, ANN) is None, name
    assert feed_name(ME, None) is None and feed_name(ME, ANN) == "user:ann"
