"""One refusal for all that asks for a proof: which one was wrong is told to nobody else."""

from contracts.base import Event
from contracts.identity.about import Answering
from contracts.identity.addresses import ChangeMail, ConfirmMail, UndoMail
from contracts.identity.codes import ChangePassword, ResetPassword, VerifyMail
from contracts.identity.erasure import EraseAccount
from contracts.identity.providers import AskProvider, LinkProvider, UnlinkProvider
from contracts.identity.second_factor import ConfirmSecondFactor, EnrolSecondFactor, RemoveSecondFactor, RenewSpareCodes


class ProofRefused(
    Answering,
    Event,
    answers=(
        VerifyMail,
        ResetPassword,
        ChangePassword,
        ChangeMail,
        ConfirmMail,
        UndoMail,
        EraseAccount,
        EnrolSecondFactor,
        ConfirmSecondFactor,
        RemoveSecondFactor,
        RenewSpareCodes,
        AskProvider,
        LinkProvider,
        UnlinkProvider,
    ),
    status=403,
):
    """Nothing was changed.

    `reason` is bad_proof, locked, second_factor_on, unacceptable_password, breached_password, unknown_key or
    unreadable; of providers attempt_spent, provider_refused, provider_away, mail_unverified, provider_linked or
    last_way_in.
    """

    reason: str
