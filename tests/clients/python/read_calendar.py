"""What vobject and icalendar make of a calendar: vobject is strict, icalendar writes it as it was."""

import json
import sys
from pathlib import Path

import icalendar
import vobject

document = Path(sys.argv[1]).read_bytes()
made = vobject.readOne(document.decode())
made.validate(raiseException=True)
events = [one for one in made.getChildren() if one.name == "VEVENT"]
for one in events:
    one.validate(raiseException=True)
print(
    json.dumps(
        {
            "events": [[one.uid.value, one.summary.value, one.sequence.value, one.status.value] for one in events],
            "starts": [one.dtstart.value.isoformat() for one in events],
            "same": icalendar.Calendar.from_ical(document).to_ical() == document,
        }
    )
)
