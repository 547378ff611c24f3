"""What the doors must know at once: they read it in the views, which may be behind."""

import json
from collections.abc import Iterator

from choreography.vocabulary import Tell
from contracts import subjects
from contracts.users import MemberChanged, MemberJoined, MemberRemoved, RiskChanged
from handlers.users.service import users


@users.step
def tell_member(said: MemberChanged) -> Iterator[Tell]:
    yield role_told(said)


@users.step
def tell_risk(said: RiskChanged) -> Iterator[Tell]:
    yield Tell(subjects.RISKS, json.dumps({"account_id": said.account_id, "risk": said.risk}).encode())


def role_told(said: MemberJoined | MemberChanged | MemberRemoved) -> Tell:
    role = "" if isinstance(said, MemberRemoved) else said.role
    told = {"account_id": said.account_id, "organisation_id": said.organisation_id, "role": role}
    return Tell(subjects.MEMBERS, json.dumps(told).encode())
