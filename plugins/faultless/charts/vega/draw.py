"""Draws charts: specifications of Vega-Lite as a JSON list from the standard input, SVG as a JSON list to the output.

It is run by its path, so that Python looks for modules beside it and not in the folder that a build is started in.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def main() -> None:
    """Draw each chart; `null` stands for one that cannot be drawn."""
    import vl_convert  # noqa: PLC0415 - only the process that draws needs it

    def drawn(spec: dict[str, Any]) -> str | None:
        try:
            return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])  # no picture asks another machine
        except ValueError as problem:
            sys.stderr.write(f"{problem}\n")
            return None

    charts = [drawn(spec) for spec in json.loads(sys.stdin.buffer.read())]
    sys.stdout.buffer.write(json.dumps(charts).encode())


if __name__ == "__main__":
    main()
