"""What operators change without asking any service says itself what stood there before."""

import json
from dataclasses import replace

from choreography.envelope import Envelope
from contracts.base import Message
from contracts.operators import LettersDiscarded, LettersReplayed, SettingChanged


def told(said: Message, envelope: Envelope) -> Envelope:
    match said:
        case SettingChanged():
            fields = {f"setting/{said.setting}": {"value": (said.before, said.after)}}
        case LettersReplayed():
            fields = {f"letters/{said.service}": {"reason": ("dead", "next")}}
        case LettersDiscarded():
            fields = {f"letters/{said.service}": {"reason": ("dead", "discarded")}}
        case _:
            return envelope
    return replace(envelope, changed=json.dumps(fields))
