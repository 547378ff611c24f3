"""What payments does by the clock."""

from choreography.service import Round
from contracts.payments import Reconcile
from handlers.payments.service import payments
from handlers.payments.settings import PaymentSettings

payments.rounds = (Round("reconcile", PaymentSettings().reconcile_every, Reconcile(provider="stripe")),)
