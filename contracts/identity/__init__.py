"""Identity: the one authority on accounts, roles, sessions and the keys that prove them.

Commands are keyed by the account (the blind index of its mail), for that is all that a stranger at the door can be
known by. Facts are keyed by the account's id, as everything else about a person is.
"""

from contracts.identity.about import *
from contracts.identity.addresses import *
from contracts.identity.codes import *
from contracts.identity.doors import *
from contracts.identity.erasure import *
from contracts.identity.keys import *
from contracts.identity.proofs import *
from contracts.identity.providers import *
from contracts.identity.registration import *
from contracts.identity.rights import *
from contracts.identity.second_factor import *
from contracts.identity.signing_in import *
from contracts.identity.signing_out import *
from contracts.identity.tokens import *
from contracts.identity.words import *
