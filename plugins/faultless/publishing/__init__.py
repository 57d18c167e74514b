"""Bringing what was rendered to where it is served. Import its modules: a small edit needs few of them."""
