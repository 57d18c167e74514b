"""What aRez makes of a status page."""

import asyncio
import json
import sys

from arez import StatusPage


async def main() -> None:
    async with StatusPage(sys.argv[1], loop=asyncio.get_running_loop()) as page:
        found = await page.get_status()
    print(
        json.dumps(
            {
                "name": found.name,
                "status": found.status,
                "impact": found.impact,
                "updated": found.updated_at.isoformat(),
                "components": {one.name: [one.status, one.group and one.group.name] for one in found.components},
                "groups": {one.name: [one.status, len(one.components)] for one in found.groups},
                "incidents": {one.name: [one.status, one.last_update.description] for one in found.incidents},
                "maintenances": {one.name: [one.status, one.scheduled_for.isoformat()] for one in found.maintenances},
                "hit": {one.name: len(one.incidents) for one in found.components if one.incidents},
            }
        )
    )


asyncio.run(main())
