"""What a client may name in an address: nothing longer, and no other characters, ever comes further than the door."""

from typing import Annotated

from litestar.params import PathParameter

ID = r"^[A-Za-z0-9_-]{1,64}(?!\n)$"
"""As all readers of patterns take it: for some `$` alone also stands before a last line's end."""
BOOKING_ID = r"^[A-Za-z0-9_-]{1,85}(?!\n)$"
"""An event's id, a hyphen, and twenty characters."""
CASE_ID = r"^[A-Za-z0-9_.-]{1,93}(?!\n)$"
"""The provider's object, or a booking's id, by itself or before `.refunds`."""
WALLET_TYPE = r"^[A-Za-z0-9.-]{1,128}(?!\n)$"
WALLET_SERIAL = r"^[A-Za-z0-9_-]{1,85}\.[1-9][0-9]?(?!\n)$"
"""A booking's id, a dot, and the number of a ticket."""

EventId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
BlockId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
VenueId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
PayoutId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
PromotionId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
OrganisationId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
AccountId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
TokenId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
ProviderName = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
SessionId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
OrganiserId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
CaseId = Annotated[str, PathParameter(pattern=CASE_ID, min_length=1, max_length=93)]
BookingId = Annotated[str, PathParameter(pattern=BOOKING_ID, min_length=1, max_length=85)]
AddressId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
MethodId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
TicketNumber = Annotated[str, PathParameter(pattern=r"^[1-9][0-9]?(?!\n)$", min_length=1, max_length=2)]
DeviceId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
PassTypeId = Annotated[str, PathParameter(pattern=WALLET_TYPE, min_length=1, max_length=128)]
PassSerial = Annotated[str, PathParameter(pattern=WALLET_SERIAL, min_length=3, max_length=88)]
TicketId = Annotated[str, PathParameter(pattern=WALLET_SERIAL, min_length=3, max_length=88)]
AlertId = Annotated[str, PathParameter(pattern=ID, min_length=1, max_length=64)]
