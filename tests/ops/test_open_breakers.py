"""What is said of the breakers where not every process answers."""

import pytest

from ops.commands.open_breakers import told

SILENT = {"ready": False, "says": "no answer: ClientConnectorError"}
CLOSED = {"ready": True, "says": {"status": "ready", "breakers": {}}}
OPEN = {"ready": True, "says": {"status": "ready", "breakers": {"payments": {"stripe": "open"}}}}


def test_all_that_answer_with_none_are_closed(capsys: pytest.CaptureFixture[str]) -> None:
    assert told({"edge": CLOSED, "sale": CLOSED}, json=False) == 0
    assert capsys.readouterr() == ("all breakers are closed\n", "")


def test_of_who_does_not_answer_nobody_says_that_they_are_closed(capsys: pytest.CaptureFixture[str]) -> None:
    assert told({"edge": CLOSED, "sale": SILENT}, json=False) == 2
    said = capsys.readouterr()
    assert said.out == "all other breakers are closed\n" and "nothing is known of sale:" in said.err


def test_one_that_is_open_is_told_though_another_does_not_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert told({"sale": OPEN, "identity": SILENT}, json=False) == 1
    said = capsys.readouterr()
    assert said.out == "sale  payments  stripe  open\n" and "nothing is known of identity:" in said.err


def test_a_machine_is_told_by_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert told({"edge": CLOSED, "sale": SILENT}, json=True) == 2
    assert capsys.readouterr().out == "[]\n"


def test_where_nobody_answers_nothing_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert told({"edge": SILENT, "sale": SILENT}, json=True) == 2
    said = capsys.readouterr()
    assert said.out == "" and "nobody answered: is it running?" in said.err
