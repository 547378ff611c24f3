"""Inventory: the one authority on who has which seat."""

from contracts.inventory.about import *
from contracts.inventory.admissions import *
from contracts.inventory.blocks import *
from contracts.inventory.holding import *
from contracts.inventory.sections import *
from contracts.inventory.stock import *
from contracts.inventory.tickets import *
