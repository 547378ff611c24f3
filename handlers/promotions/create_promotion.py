from collections.abc import Iterator

from contracts.promotions import (
    PROMOTED,
    CreatePromotion,
    DeactivatePromotion,
    PromotionCreated,
    PromotionDeactivated,
    PromotionForbidden,
    PromotionInvalid,
    PromotionRefused,
)
from handlers.promotions.limits import wrong
from handlers.promotions.rows import Promotion
from handlers.promotions.service import promotions


@promotions.step
def create_promotion(
    asked: CreatePromotion, promotion: Promotion | None
) -> Iterator[Promotion | PromotionCreated | PromotionRefused | PromotionInvalid]:
    if promotion:
        yield PromotionRefused.of(asked, reason="exists")
    elif field := wrong(asked):
        yield PromotionInvalid.of(asked, reason=field)
    else:
        said = {name: getattr(asked, name) for name in PROMOTED}
        yield Promotion(asked.promotion_id, asked.organiser_id, **said)
        yield PromotionCreated.of(asked)


@promotions.step
def deactivate_promotion(
    asked: DeactivatePromotion, promotion: Promotion
) -> Iterator[Promotion | PromotionDeactivated | PromotionForbidden]:
    """It is so however often it is asked for."""
    if not promotion.obeys(asked):
        yield PromotionForbidden.of(asked)
        return
    if promotion.active:
        yield promotion.but(active=False)
    yield PromotionDeactivated.of(asked)
