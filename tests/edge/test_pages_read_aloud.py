"""Each page for people can be read aloud, and fits a phone: a language, a title, a heading, a name for each field."""

from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from edge.door.openapi import PAGE as ROUTES
from edge.reference.page import page as messages
from edge.routes.documents import ASYNCAPI
from edge.routes.mail import NOT_WHOLE
from edge.routes.mail import PAGE as WAY_OUT
from edge.ticketing.page import opening
from ops.mail_sink import page as mails
from ops.mail_sink.box import Box, Mail
from ops.social_fake.authorize import FORM
from ops.stripe_fake.payer_page import PAGE as PAYER
from ops.stripe_fake.payer_page import posted


class Read(HTMLParser):
    """Its elements are counted; `nameless` are fields and frames of which a reader is told nothing."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen, self.lang, self.phone, self.nameless = Counter[str](), "", False, list[str]()
        self.labels, self.inside = set[str | None](), 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1
        had = dict(attrs)
        self.lang = self.lang or (tag == "html" and had.get("lang")) or ""
        self.phone |= tag == "meta" and had.get("name") == "viewport"
        self.inside += tag == "label"
        self.labels |= {had["for"]} if tag == "label" and "for" in had else set()
        field = tag == "input" and had.get("type") != "hidden" and not self.inside and had.get("id") not in self.labels
        if field or (tag == "iframe" and not had.get("title")):
            self.nameless.append(f"{tag} {had}")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "label"


def mail(*lines: str) -> Mail:
    return Mail(1, datetime.now(UTC), ("ann@example.org",), "\r\n".join((*lines, "", "<p>Hello</p>")).encode())


HTML = ("Content-Type: text/html",)
PAGES = {
    "routes": ROUTES.format(routes="", problems=""),
    "messages": messages(ASYNCAPI.read_bytes()).decode(),
    "tickets": opening().decode(),
    "tickets, refused": opening(refused=True).decode(),
    "way out": WAY_OUT,
    "way out, link not whole": NOT_WHOLE,
    "mails": mails.listing(Box()),
    "mail": mails.one(mail("Subject: Tickets", *HTML)),
    "payer": PAYER.format(style="", amount=1, currency="EUR", id="x", status="new", message="", form=posted("")),
    "another provider": FORM.format(provider="google", hidden=""),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is(name: str) -> None:
    read = Read(PAGES[name])
    assert (read.lang, read.phone, read.nameless) == ("en", True, [])
    assert (read.seen["title"], read.seen["h1"], read.seen["main"]) == (1, 1, 1)


def test_a_mail_without_a_subject_is_called_so() -> None:
    assert "<h1>(no subject)</h1>" in mails.one(mail(*HTML))
