"""Whole purchases, told by the services themselves."""

from collections.abc import Callable

from tests.handlers.views.mesh import Mesh
from tests.handlers.views.stories.beside import *
from tests.handlers.views.stories.blocks import *
from tests.handlers.views.stories.bought import *
from tests.handlers.views.stories.event import *
from tests.handlers.views.stories.gates import *
from tests.handlers.views.stories.late import *
from tests.handlers.views.stories.money import *
from tests.handlers.views.stories.verbs import *

STORIES: tuple[Callable[[Mesh], None], ...] = (
    sell_and_pay_out,
    differed,
    invoice_and_credit,
    bought,
    bought_and_given_back,
    wanted_more_back,
    given_back_in_parts,
    given_up_one_by_one,
    money_came_back,
    bought_and_reissued,
    reissued_and_given_back,
    disputed,
    fought_over,
    picked,
    paid_slowly,
    paid_another_way,
    paid_late_and_got_it,
    paid_late_and_was_offered_seats_apart,
    paid_late_and_took_others,
    paid_late_and_lost_it,
    called_off,
    put_off,
    kept_back,
    planned_anew,
    kept_in_parts,
    moved_twice,
    named_twice,
    given_away,
    shared,
    along,
    with_codes,
    came_in,
)


def told(story: Callable[[Mesh], None]) -> Mesh:
    mesh = on_sale()
    story(mesh)
    return mesh
