"""The status site as bytes: pages and feeds, made of what the gate let through and nothing else."""

from faultless.outputs.fingerprint import Fingerprints
from faultless.outputs.ledger import Ledger, Trace
from faultless.outputs.site import render_site, site_files

__all__ = ["Fingerprints", "Ledger", "Trace", "render_site", "site_files"]
