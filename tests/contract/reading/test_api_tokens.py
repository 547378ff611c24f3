"""What is read of API tokens."""

from datetime import UTC, datetime, timedelta
from typing import Any

from edge.reading.api_tokens import Bearer, ListedToken
from handlers.views.keys_and_people import TokenView
from tests.contract.reading.conftest import NOW, Shown
from tests.contract.reading.test_people import box

ENDS = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)


def token(id_: str, hours: float = 0, who: str = "ann", **fields: Any) -> TokenView:
    told = {"scopes": ("read", "book"), "roles": ("buyer",), "digest": f"d-{id_}", "expires": ENDS}
    return TokenView(who, id_, box(id_), **{**told, "created": NOW + timedelta(hours=hours), **fields})


async def test_who_comes_with_a_token_is_known_by_its_digest_while_it_is_good(shown: Shown) -> None:
    over = datetime.now(UTC) - timedelta(seconds=1)
    reading = (
        await shown.views(token("good"), token("out", revoked=True), token("over", expires=over), token("", digest=""))
    ).api_tokens
    assert await reading.bearer("d-good") == Bearer("good", "ann", ("read", "book"), ("buyer",), ENDS)
    assert [await reading.bearer(digest) for digest in ("d-out", "d-over", "d-none", "")] == [None] * 4


async def test_the_tokens_of_a_person_are_listed_the_newest_first(shown: Shown) -> None:
    reading = await shown.views(
        token("one"), token("two", 1, used=NOW), token("out", revoked=True), token("bens", who="ben"),
        token("early", digest=""),
    )  # fmt: skip
    found = await reading.api_tokens.of("ann")
    assert [one.token_id for one in found] == ["two", "one"]
    assert found[0] == ListedToken("two", box("two"), ("read", "book"), NOW + timedelta(hours=1), ENDS, NOW)
