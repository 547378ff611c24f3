"""What may change in a message while two versions of the workers run, and the old log is read again."""

from typing import Any

import pytest

from ops.generate import compatible
from ops.generate.compatible import breaks, outlived

TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "integer"}
SEATS: dict[str, Any] = {"type": "array", "items": TEXT, "maxItems": 20}


def said(required: tuple[str, ...] = ("id",), topic: str = "shop.events", **fields: Any) -> dict[str, Any]:
    """A message's schema, with one required field `id` besides."""
    place = {"x-topic": topic, "x-key": "id", "x-subject": "id"}
    return {"properties": {"id": TEXT, **fields}, "required": list(required), **place}


def why(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return list(breaks({"Sold": old}, {"Sold": new}))


def test_nothing_changed_is_fine() -> None:
    assert not why(said(seats=SEATS), said(seats=SEATS))


def test_a_new_message_is_fine() -> None:
    assert not list(breaks({}, {"Sold": said()}))


def test_a_new_field_with_a_default_is_fine() -> None:
    assert not why(said(), said(price=NUMBER))


def test_a_field_that_was_optional_may_go() -> None:
    assert not why(said(price=NUMBER), said())


def test_a_new_required_field_is_refused_for_the_old_log_lacks_it() -> None:
    (reason,) = why(said(), said(("id", "price"), price=NUMBER))
    assert reason == "Sold.price: required, and the old log lacks it: give it a default"


def test_a_required_field_that_goes_is_refused_for_old_readers_require_it() -> None:
    (reason,) = why(said(("id", "price"), price=NUMBER), said())
    assert reason.startswith("Sold.price: an old reader requires it")


def test_a_field_that_becomes_optional_is_fine_for_writers_write_it_all_the_same() -> None:
    assert not why(said(("id", "price"), price=NUMBER), said(price=NUMBER))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (NUMBER, TEXT),
        (TEXT, {"anyOf": [TEXT, {"type": "null"}]}),
        ({"anyOf": [TEXT, {"type": "null"}]}, TEXT),
        (TEXT, {**TEXT, "format": "date-time"}),
        (SEATS, {**SEATS, "items": NUMBER}),
        ({"type": "object", "additionalProperties": NUMBER}, {"type": "object", "additionalProperties": TEXT}),
        ({"const": "a", "type": "string"}, {"enum": ["a", "b"], "type": "string"}),
        ({**TEXT, "pattern": "^a$"}, {**TEXT, "pattern": "^b$"}),
    ],
)
def test_another_type_is_refused(old: dict[str, Any], new: dict[str, Any]) -> None:
    (reason,) = why(said(value=old), said(value=new))
    assert "another type than before" in reason


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (SEATS, {**SEATS, "maxItems": 10}, "tightened"),
        (NUMBER, {**NUMBER, "minimum": 0}, "tightened"),
        ({**NUMBER, "minimum": 0}, {**NUMBER, "minimum": 1}, "tightened"),
        (SEATS, {**SEATS, "maxItems": 30}, "loosened"),
        ({**TEXT, "maxLength": 9}, TEXT, "loosened"),
    ],
)
def test_another_bound_is_refused(old: dict[str, Any], new: dict[str, Any], word: str) -> None:
    (reason,) = why(said(value=old), said(value=new))
    assert f"is {word}" in reason


def test_a_choice_more_is_refused_by_old_readers_and_one_less_by_the_old_log() -> None:
    old, new = {"type": "string", "enum": ["a", "b"]}, {"type": "string", "enum": ["b", "c"]}
    assert why(said(role=old), said(role=new)) == [
        "Sold.role: 'a' is no longer allowed, but it lies in the log",
        "Sold.role: 'c' is new, and an old reader refuses it",
    ]


def test_choices_that_are_opened_are_refused_by_old_readers_and_fixed_ones_by_the_old_log() -> None:
    fixed = {"type": "string", "enum": ["a", "b"]}
    assert why(said(role=fixed), said(role=TEXT)) == [
        "Sold.role: it has no fixed choices any more, and an old reader refuses all others"
    ]
    assert why(said(role=TEXT), said(role=fixed)) == ["Sold.role: its choices are fixed now, and the log has others"]


def test_a_message_that_goes_is_refused_since_it_lies_in_the_log() -> None:
    (reason,) = breaks({"Sold": said()}, {})
    assert reason == "Sold: it is gone, but it lies in the log"


def test_a_message_that_moves_to_another_topic_is_refused() -> None:
    (reason,) = why(said(), said(topic="shop.others"))
    assert reason.startswith("Sold: another topic than before, shop.events")


def test_what_a_field_is_made_of_is_judged_like_the_message_itself() -> None:
    def with_kind(kind: dict[str, Any]) -> dict[str, Any]:
        return said(kinds={"type": "array", "items": {"$ref": "#/$defs/Kind"}}) | {"$defs": {"Kind": kind}}

    old = {"type": "object", "properties": {"name": TEXT}, "required": ["name"]}
    new = {"type": "object", "properties": {"name": TEXT, "price": NUMBER}, "required": ["name", "price"]}
    (reason,) = why(with_kind(old), with_kind(new))
    assert reason.startswith("Sold.kinds[].price: required")


def test_a_break_that_is_known_to_harm_nobody_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(compatible.ACCEPTED, "Sold", "it was never said")
    assert not list(breaks({"Sold": said()}, {}))


def test_what_was_let_through_is_taken_out_with_the_next_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compatible, "ACCEPTED", {"Sold": "nobody reads its price"})
    was, now = {"Sold": said(price=TEXT)}, {"Sold": said(price=NUMBER)}
    assert not [*breaks(was, now), *outlived(was, now), *outlived(now, now)]
    assert list(outlived(now, now | {"Given": said()})) == ["Sold: it is as before, so take it out of ACCEPTED"]
