"""How much memory a command has needed."""

from __future__ import annotations

import sys


def peak_memory() -> str:
    """`48 MB at the most`, this process and what it started; nothing is known of it on Windows."""
    if sys.platform == "win32":
        return "memory unknown"
    import resource

    used = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{used / (2**20 if sys.platform == 'darwin' else 2**10):,.0f} MB at the most"
