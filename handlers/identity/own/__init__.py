"""What identity says to itself, and what it has done apart from its steps. Nothing here holds a secret in clear."""

from handlers.identity.own.addresses import *
from handlers.identity.own.codes import *
from handlers.identity.own.ending import *
from handlers.identity.own.factors import *
from handlers.identity.own.keys import *
from handlers.identity.own.opening import *
from handlers.identity.own.passwords import *
from handlers.identity.own.providers import *
from handlers.identity.own.registering import *
from handlers.identity.own.signing_in import *
from handlers.identity.own.vouchers import *
