"""The way of a mail over real sockets: from the post to the sink, and to its page."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiosmtplib.errors import SMTPException

from choreography.effects import TryAgain
from handlers.email.compose import compose
from handlers.email.lines import Lines
from handlers.email.post import RejectedError, SmtpPost
from handlers.email.settings import MailSettings
from ops.mail_sink import Sink, serving
from ops.mail_sink.box import KEPT, Box
from ops.stack.addresses import free_ports
from tests.handlers.email.saying import message_id, send
from tests.handlers.email.test_compose import AT, FACTS

pytestmark = pytest.mark.real


@pytest.fixture
async def sink() -> AsyncIterator[Sink]:
    async with serving() as sink:
        yield sink


def at(sink: Sink) -> dict[str, Any]:
    host, port = sink.smtp.split(":")
    return {"host": host, "port": int(port)}


def both(first: Sink, second: Sink) -> MailSettings:
    there = at(second)
    return MailSettings(**at(first), second_host=there["host"], second_port=there["port"], server_within=1)


async def mail(settings: MailSettings, address: str = "ann@example.org", event: str = "Tosca") -> None:
    post = SmtpPost(settings)
    try:
        await post.send(compose(send(**(FACTS | {"event": event})), address, "Ann", settings, AT))
    finally:
        await post.close()


async def get(sink: Sink, path: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(sink.http + path) as answer:
        return await answer.text()


async def test_a_mail_arrives_whole(sink: Sink) -> None:
    await mail(MailSettings(**at(sink)))
    (head,) = json.loads(await get(sink, "/api/mails?to=ann@example.org"))
    assert head["subject"] == "Your tickets for Tosca" and head["message_id"].startswith(f"<{message_id()}@")
    whole = json.loads(await get(sink, f"/api/mails/{head['n']}"))
    assert "stalls-A1, stalls-A2" in whole["text"] and "stalls-A1, stalls-A2" in whole["html"]


async def test_a_connection_is_kept_for_the_next_mail_unless_anything_went_wrong_on_it(sink: Sink) -> None:
    settings = MailSettings(**at(sink))
    lines = Lines(settings)
    async with lines.line(settings.host, settings.port) as first:
        await first.noop()
    with pytest.raises(SMTPException):
        async with lines.line(settings.host, settings.port) as second:
            await second.vrfy("")
    async with lines.line(settings.host, settings.port) as third:
        assert second is first and third is not first
    await lines.close()


async def test_copies_of_one_mail_are_counted_as_one(sink: Sink) -> None:
    for _ in range(2):
        await mail(MailSettings(**at(sink)))
    assert json.loads(await get(sink, "/api/counts")) == {"ann@example.org": {"copies": 2, "mails": 1}}


async def test_the_second_server_takes_what_the_first_does_not(sink: Sink) -> None:
    away, there = free_ports(["away"], set())["away"], at(sink)
    await mail(MailSettings(port=away, second_host=there["host"], second_port=there["port"]))
    assert len(sink.box.mails) == 1


async def test_the_second_server_is_not_asked_where_the_first_may_have_taken_it(sink: Sink) -> None:
    async with serving() as first:
        with pytest.raises(TryAgain):
            await mail(both(first, sink), "slow@example.org")
        assert (len(first.box.mails), len(sink.box.mails)) == (1, 0)
        await mail(both(first, sink), "slow@example.org")
        assert (len({one.message_id for one in first.box.mails}), len(sink.box.mails)) == (1, 0)


async def test_servers_that_are_away_or_busy_are_tried_again(sink: Sink) -> None:
    with pytest.raises(TryAgain):
        await mail(MailSettings(port=free_ports(["away"], set())["away"]))
    with pytest.raises(TryAgain):
        await mail(MailSettings(**at(sink)), "busy@example.org")


async def test_a_refused_recipient_is_final_and_not_named(sink: Sink) -> None:
    with pytest.raises(RejectedError) as rejected:
        await mail(MailSettings(**at(sink)), "refused+ann@example.org")
    assert "550" in str(rejected.value) and "ann" not in str(rejected.value)


async def test_a_mails_page_shows_it_and_runs_nothing(sink: Sink) -> None:
    await mail(MailSettings(**at(sink)), event="<script>alert(1)</script>")
    pages = await get(sink, "/") + await get(sink, "/mails/1") + await get(sink, "/mails/1/html")
    assert "<script>" not in pages and "&lt;script&gt;" in pages and 'href="/mails/1"' in pages


def test_the_box_keeps_the_newest() -> None:
    box = Box()
    for n in range(KEPT + 1):
        box.put(["ann@example.org"], f"Message-ID: <{n}>\r\n\r\nhello".encode())
    assert len(box.mails) == KEPT and box.find(1) is None and box.taken == KEPT + 1


async def test_in_production_a_server_without_tls_is_handed_nothing(
    sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    with pytest.raises(TryAgain):
        await mail(MailSettings(**at(sink)))
    assert not sink.box.mails


async def test_in_production_the_settings_may_let_mails_go_in_plain_text(
    sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    await mail(MailSettings(**at(sink), plain=True))
    assert len(sink.box.mails) == 1
