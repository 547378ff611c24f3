"""What a client may send of people."""

from typing import Annotated, get_args

from msgspec import UNSET, Meta, UnsetType

from contracts.identity import TOKEN_DAYS_AT_MOST, TOKEN_NAME_AT_MOST, Purpose, Scope
from contracts.users import PREFERENCES_AT_MOST
from edge.bodies.words import Body, Code, Dated, GoodPassword, Mail, Name, Password, Time


class NewAccount(Body):
    """`organiser` asks for events of one's own; where the house makes its organisers itself that is refused."""

    mail: Mail
    password: GoodPassword
    name: Name | None = None
    organiser: bool = False


class Credentials(Body):
    """`device` is what an earlier sign-in, or a reset, gave: who guesses passwords elsewhere does not shut it out.

    With `cookie` a page is given both it and the refresh token in cookies, which no script can read. `code` is for who
    has a second factor: one of the authenticator's, or a spare one.
    """

    mail: Mail
    password: Password
    code: Annotated[str, Meta(max_length=64)] = ""
    device: Annotated[str, Meta(max_length=128)] = ""
    cookie: bool = False


class NewCode(Body):
    """A code that is mailed to who has this address, if it has an account."""

    mail: Mail
    purpose: Purpose


class Verification(Body):
    mail: Mail
    code: Code


class NewPassword(Body):
    """By a code that was mailed."""

    mail: Mail
    code: Code
    password: GoodPassword


class PasswordChange(Body):
    old: Password
    password: GoodPassword


class MailChange(Body):
    address: Mail
    password: Password


class MailConfirmation(Body):
    """By the code that was mailed there."""

    address: Mail
    code: Code


class MailUndo(Body):
    """As it stands in the link that was mailed."""

    code: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\.[A-Za-z0-9_-]{1,64}$")]


class FactorWish(Body):
    """The password that I signed in with."""

    password: Password


class FactorCode(Body):
    """As the authenticator shows it."""

    code: Code


class FactorProof(Body):
    """`code` is the authenticator's, or a spare one."""

    password: Password
    code: Code


class NewToken(Body):
    """`expires_in` are days."""

    name: Annotated[str, Meta(min_length=1, max_length=TOKEN_NAME_AT_MOST)]
    scopes: Annotated[list[Scope], Meta(min_length=1, max_length=len(get_args(Scope)))]
    expires_in: Annotated[int, Meta(ge=1, le=TOKEN_DAYS_AT_MOST)] = 90


class ProviderWish(Body):
    """With `cookie` a page is given what it is known by in one, which no script can read."""

    cookie: bool = False


class ProviderReturn(Body):
    """`state` and `code` as the provider put them into the address, `browser` as it was given where there is no cookie.

    With `link` nobody is signed in. `device` and `cookie` as at a sign-in.
    """

    state: Annotated[str, Meta(min_length=1, max_length=128)]
    code: Annotated[str, Meta(min_length=1, max_length=1024)]
    browser: Annotated[str, Meta(max_length=64)] = ""
    link: bool = False
    device: Annotated[str, Meta(max_length=128)] = ""
    cookie: bool = False


class Vouched(Body):
    """`voucher` as it came with a refusal. `code`, `device` and `cookie` as at a sign-in."""

    voucher: Annotated[str, Meta(max_length=2048)]
    code: Annotated[str, Meta(max_length=64)] = ""
    device: Annotated[str, Meta(max_length=128)] = ""
    cookie: bool = False


class Link(Body):
    voucher: Annotated[str, Meta(max_length=2048)]


class Refresh(Body):
    """Without a token it is that of the cookie, and the next one comes in a cookie, too."""

    refresh_token: Annotated[str, Meta(max_length=512)] = ""


class ProfileChange(Body):
    """What is left out stays as it is."""

    name: Name | UnsetType = UNSET
    preferences: Annotated[
        dict[Annotated[str, Meta(max_length=64)], Annotated[str, Meta(max_length=64)]],
        Meta(max_length=PREFERENCES_AT_MOST),
    ] | UnsetType = UNSET  # fmt: skip


class InboxMark(Dated):
    until: Time
    """The time of the newest notice that was seen."""


class Erasure(Body):
    """Who is to be forgotten names their own mail address, and shows the password once more."""

    mail: Mail
    password: Password
