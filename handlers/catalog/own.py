"""What catalog says to itself."""

from choreography.vocabulary import Own
from contracts.base import OfEvent


class PublishSectionsAfter(OfEvent, Own):
    """The event is on sale: go on with its sections, those behind `after`."""

    after: str = ""
