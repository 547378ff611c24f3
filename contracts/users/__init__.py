"""Users: who people say they are, and how they like things."""

from contracts.users.about import *
from contracts.users.addresses import *
from contracts.users.alerts import *
from contracts.users.incidents import *
from contracts.users.members import *
from contracts.users.organisations import *
from contracts.users.passes import *
from contracts.users.preferences import *
from contracts.users.profiles import *
from contracts.users.risk import *
from contracts.users.watching import *
