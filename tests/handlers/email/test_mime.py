"""What a mail is as bytes."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from handlers.email.mime import header, mail, sender
from handlers.email.post import options

LONG = "Your tickets for the third part of a very long evening of short plays, with two pauses"


def read(text: str = "Hello.\n", html: str = "<p>Hello.</p>", **headers: str) -> EmailMessage:
    made = mail({"Subject": "s", **headers}, ("us@example.org", "ann@example.org"), text, html, "m-1")
    found = message_from_bytes(made.raw, policy=default)
    assert isinstance(found, EmailMessage)
    return found


@pytest.mark.parametrize("text", ["", "a\n", "ends in a space \n", "--=_m-1\n--=_m-1--\n", "=\n.\n\n\u00fc" * 100])
def test_both_parts_say_what_was_given_whatever_it_is(text: str) -> None:
    plain, html = read(text, text).iter_parts()
    assert (plain.get_content(), html.get_content()) == (text, text)


@pytest.mark.parametrize("subject", ["a\nBcc: eve@example.org", "a\rb", "a\n\n", "a\r\n b"])
def test_a_header_that_would_begin_another_is_refused(subject: str) -> None:
    with pytest.raises(ValueError):
        read(Subject=subject)


@pytest.mark.parametrize("subject", ["Tosca", LONG, LONG + " \u00fc", "\u00fc" * 200])
def test_a_title_is_folded_and_reads_as_one_line(subject: str) -> None:
    found = read(Subject=header("Subject", subject))
    assert found["Subject"] == subject and max(map(len, bytes(found).splitlines())) <= 78


def test_a_senders_name_that_is_no_ascii_leaves_the_address_as_it_is() -> None:
    shown, address = sender("B\u00fchne <us@example.org>")
    assert address == "us@example.org" and shown.isascii() and shown.endswith("<us@example.org>")


def test_only_an_address_that_is_no_ascii_asks_the_server_for_more() -> None:
    made = [mail({"To": to}, ("us@example.org", to), "", "", "m") for to in ("ann@example.org", "j\u00f6@example.org")]
    assert [options(one) for one in made] == [[], ["SMTPUTF8"]]
