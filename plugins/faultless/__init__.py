"""Faultless: a postmortem wiki, a status page and their feeds from one folder of Markdown."""

__version__ = "0.1.0"
