"""Payments: intents, refunds and the ledger."""

from contracts.payments.asking import *
from contracts.payments.cases import *
from contracts.payments.disputes import *
from contracts.payments.intents import *
from contracts.payments.methods import *
from contracts.payments.payouts import *
from contracts.payments.refunds import *
