"""How long a key takes to be seen while others abuse the class, and what memory is kept of it.

`python -m bench abuse` lets loose each abuse of tests/ssh/abuses.py on a class of three, served as
in those tests. The yardstick is what is allowed.
"""

import asyncio
import tempfile
from pathlib import Path

from bench.room import p95
from bench.row import Row
from tests.ssh.abuses import ABUSES, Guest
from tests.ssh.beset import Beset, besieged

ALLOWED_MS = 150.0
ALLOWED_MB = 8.0
TIMES = 30
"""How often each of the three chooses and sends, before the abuse and twice during it."""

VISITORS = 60
"""How many sit down and leave first. The first dozens make a server grow by about 15 MB, which it
keeps for the screens of those to come; each further one adds 10 kB."""


async def _visited(beset: Beset) -> None:
    """Fill what is filled once: caches, modules, the memory that screens come and go in."""
    for number in range(VISITORS):
        guest = Guest()
        await guest.connect(beset.port, f"V{number}")
        guest.conn.abort()
    await beset.at_rest()
    await beset.endures("Comings")


async def _measured() -> list[Row]:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        async with besieged(Path(folder)) as beset:
            await beset.asked()
            await beset.plays(TIMES)
            await _visited(beset)
            for abuse in ABUSES:
                found = await beset.endures(abuse, times=TIMES)
                quiet, during = p95(found.quiet) * 1000, p95(found.during) * 1000
                name = f"key to repaint, p95, during {abuse} (in quiet: {quiet:.0f} ms)"
                rows += [
                    Row(name, during, ALLOWED_MS, "allowed", 1.0, rounds=len(found.during)),
                    Row(
                        f"memory kept after {abuse}",
                        max(found.grown_mb, 0.0),
                        ALLOWED_MB,
                        "allowed",
                        1.0,
                        "MB",
                        rounds=1,
                    ),
                ]
    return rows


def rows() -> list[Row]:
    """Measure each abuse."""
    return asyncio.run(_measured())
