"""Catalog: venues, events and their ticket types, and the life of an event."""

from contracts.catalog.about import *
from contracts.catalog.announcing import *
from contracts.catalog.changing import *
from contracts.catalog.drafts import *
from contracts.catalog.kinds import *
from contracts.catalog.life import *
from contracts.catalog.offer import *
from contracts.catalog.organisers import *
from contracts.catalog.plans import *
from contracts.catalog.publishing import *
from contracts.catalog.refusals import *
from contracts.catalog.slots import *
from contracts.catalog.venues import *
