"""A log line is one JSON object, whoever wrote it, and tells whose story it belongs to."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from choreography.sight import story
from choreography.sight.logs import configure
from tests.choreography.counter import Bug, Bumped, CallWanted, Opened
from tests.choreography.playing import Stage, played, until
from tests.lines import lines_as_before

ONE = {"hall": "h", "name": "one"}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    with lines_as_before():
        configure("info", "bookings", "w1", stream)
        yield stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_lines_of_any_logger_come_out_alike(written: io.StringIO) -> None:
    logging.getLogger("aiokafka.group").warning("left %s", "the group")
    structlog.get_logger("access").info("request", status=201)
    library, ours = lines(written)
    assert library.keys() == {"event", "level", "logger", "at", "service", "worker"}
    assert (library["event"], library["level"], library["service"]) == ("left the group", "warning", "bookings")
    assert (ours["event"], ours["status"], ours["logger"], ours["worker"]) == ("request", 201, "access", "w1")


def test_chatter_of_libraries_is_left_out(written: io.StringIO) -> None:
    logging.getLogger("aiokafka.consumer").info("fetched")
    logging.getLogger("stripe").info("Request to Stripe api")
    logging.getLogger("choreography.lane").debug("little")
    assert lines(written) == []


def test_a_traceback_is_in_the_line_and_scrubbed(written: io.StringIO) -> None:
    try:
        raise ValueError("ann@example.org paid with 4242424242424242")
    except ValueError:
        logging.getLogger("x").exception("failed for bob@example.org")
    (line,) = lines(written)
    assert line["event"] == "failed for [mail]" and "[mail] paid with [card]" in line["exception"]


def test_a_line_tells_whose_story_its_task_is_in(written: io.StringIO) -> None:
    token = story.correlation.set("c-1")
    logging.getLogger("x").info("hello")
    story.correlation.reset(token)
    logging.getLogger("x").info("hello")
    assert [line.get("correlation") for line in lines(written)] == ["c-1", None]


def test_a_dead_message_is_logged_with_its_correlation(written: io.StringIO) -> None:
    async def story_(stage: Stage) -> None:
        await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: stage.books.inbox)
        await stage.say(Bumped(**ONE, by=13), id="the-story")
        await until(lambda: stage.books.waiting)

    Bug.on = True
    played(story_)
    (dead,) = [line for line in lines(written) if line["level"] == "error"]
    assert "is dead" in dead["event"] and dead["correlation"] == "the-story"


def test_what_an_effect_logs_has_the_correlation_of_its_message(written: io.StringIO) -> None:
    async def story_(stage: Stage) -> None:
        await stage.hire()
        stage.world.failures = [TimeoutError()]
        await stage.say(CallWanted(**ONE), id="the-story")
        await until(lambda: stage.log("CallDone"))

    played(story_)
    (again,) = [line for line in lines(written) if "tried again" in line["event"]]
    assert again["correlation"] == "the-story"
