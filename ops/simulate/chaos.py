"""What goes wrong in a simulated day besides the faults of bus and store: workers die, and lose touch."""

import asyncio

from ops.simulate.world import World


async def chaos(world: World) -> None:
    """Until cancelled: kill, replace, deafen, and let the deaf hear again."""
    while True:
        await asyncio.sleep(world.rng.choice((0.05, 0.2, 1, 3)))
        if world.diary.chance(world.odds.kill):
            await kill_one(world)
        if world.diary.chance(world.odds.deaf):
            deafen_one(world)
        if world.rng.random() < 0.3:
            one = world.rng.choice(world.workers)
            if one.member.deaf:
                one.member.hear()


async def kill_one(world: World) -> None:
    """Its successor may come at once, or its partitions wait for the session to run out."""
    world.diary.reached["killed"] += 1
    worker = world.rng.choice(world.workers)
    await world.dismiss(worker)
    others = any(other.service is worker.service for other in world.workers)
    if not others or world.rng.random() < 0.5:
        world.hire(worker.service)


def deafen_one(world: World) -> None:
    """A second owner appears while the first still believes in itself."""
    worker = world.rng.choice(world.workers)
    if not worker.member.deaf and len(world.workers) < 12:
        world.diary.reached["two owners"] += 1
        world.hire(worker.service)
        worker.member.deafen()
