"""Kills the real bot at random moments, lets everything around it fail, and counts what people got: make drill."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from drill.alone import Alone
from drill.postgres import running
from drill.replicas import Replicas
from drill.server import HttpTelegram
from drill.stage import LONG, SHORT, Outcome, Plan, Stage

WAYS = ("polling", "webhook")
STORES = ("sqlite", "postgres")


async def alone(plan: Plan, seed: int, way: str) -> Outcome:
    """One bot over SQLite."""
    return await _on_stage(seed, lambda folder, server: Alone(folder, plan, seed, server, way == "webhook"))


async def alone_over_postgres(plan: Plan, seed: int, way: str) -> Outcome:
    """One bot over PostgreSQL."""
    with running() as postgres:
        by_webhook, address = way == "webhook", postgres.address
        return await _on_stage(seed, lambda folder, server: Alone(folder, plan, seed, server, by_webhook, address))


async def replicas(plan: Plan, seed: int, way: str) -> Outcome:
    """Two bots over one PostgreSQL."""
    with running() as postgres:
        by_webhook = way == "webhook"
        return await _on_stage(seed, lambda folder, server: Replicas(folder, plan, seed, server, postgres, by_webhook))


async def _on_stage(seed: int, made: Callable[[Path, HttpTelegram], Stage]) -> Outcome:
    server = HttpTelegram(seed)
    with TemporaryDirectory(prefix="drill-") as folder:
        async with server.serving():
            outcome = await made(Path(folder), server).run()
    print(f"  faults met: {', '.join(f'{times} × {name}' for name, times in sorted(server.faults.met.items()))}")
    return outcome


async def _drills(plan: Plan, seed: int, stores: Sequence[str], ways: Sequence[str]) -> bool:
    outcomes = []
    for name, store, one in (
        ("one bot over SQLite", "sqlite", alone),
        ("one bot over PostgreSQL", "postgres", alone_over_postgres),
        ("two bots over PostgreSQL", "postgres", replicas),
    ):
        for way in ways if store in stores else ():
            print(f"{name}, {way}", flush=True)
            outcomes.append(await one(plan, seed, way))
    failures = [failure for outcome in outcomes for failure in outcome.failures]
    lost, duplicated = sum(one.count.lost for one in outcomes), sum(one.count.duplicated for one in outcomes)
    crashes = sum(one.crashes for one in outcomes)
    # Of a few crashes one may have hit the worst moment; many of them show what is usual.
    if duplicated > crashes and not plan.is_short:
        failures.append(f"{duplicated} replies came twice, more than one a crash")
    for failure in failures:
        print(f"FAILED: {failure}")
    print(f"lost = {lost}, duplicated = {duplicated}, crashes = {crashes}")
    return not failures


def main(arguments: list[str] | None = None) -> int:
    """Run the drill. 0: every promise held."""
    parser = argparse.ArgumentParser(prog="python -m drill.drill", description=__doc__)
    parser.add_argument("--kills", type=int, metavar="N", help="of a bot that is alone, for each way and engine")
    parser.add_argument("--store", choices=STORES, help="over one engine of the store")
    parser.add_argument("--only", choices=WAYS, help="one way of getting updates")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    parser.add_argument("--short", action="store_true", help="a few kills and faults, as in CI")
    options = parser.parse_args(arguments)
    plan = SHORT if options.short else LONG
    if options.kills is not None:
        plan = replace(plan, kills=options.kills)
    stores, ways = [options.store] if options.store else STORES, [options.only] if options.only else WAYS
    return 0 if asyncio.run(_drills(plan, options.seed, stores, ways)) else 1


if __name__ == "__main__":
    sys.exit(main())
