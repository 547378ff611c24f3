from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from contracts.promotions import PROMOTED, PromotionCreated, PromotionDeactivated, PromotionUsed
from handlers.views.newer import newer
from handlers.views.promotions import PromotionView
from handlers.views.service import views


@views.step
def show_promotion(said: PromotionCreated, view: PromotionView | None, asked_at: datetime) -> Iterator[PromotionView]:
    view, told = view or PromotionView(said.promotion_id), {name: getattr(said, name) for name in PROMOTED}
    yield view.but(organiser_id=said.organiser_id, created_at=asked_at, **told)


@views.step
def show_deactivated(said: PromotionDeactivated, view: PromotionView | None) -> Iterator[PromotionView]:
    """It is never active again."""
    yield (view or PromotionView(said.promotion_id)).but(active=False)


@views.step
def show_used(said: PromotionUsed, view: PromotionView | None, envelope: Envelope) -> Iterator[PromotionView]:
    yield newer(view or PromotionView(said.promotion_id), "uses_version", envelope.version, uses=said.uses)
