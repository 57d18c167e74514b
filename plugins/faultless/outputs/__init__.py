"""The status site as bytes: pages and feeds, made of what the gate let through and nothing else."""

from faultless.outputs.site import render_site

__all__ = ["render_site"]
