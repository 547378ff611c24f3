from handlers.payments.gateway import Gateway
from handlers.payments.own import ObjectRead, ProviderRead, ReadObject, ReadProvider
from handlers.payments.service import payments


@payments.effect("stripe", deadline=20)
async def read_provider(asked: ReadProvider, gateway: Gateway) -> ProviderRead:
    if asked.kind == "change":
        found = await gateway.changed(asked.since, asked.after)
    else:
        found = await gateway.listed(asked.kind, asked.since, asked.after)
    return ProviderRead.of(asked, objects=found.objects, next=found.next)


@payments.effect("stripe", deadline=20)
async def read_object(asked: ReadObject, gateway: Gateway) -> ObjectRead:
    return ObjectRead.of(
        asked, about=await gateway.shown(asked.kind, asked.case_id), again=asked.again, last=asked.last
    )
