"""The process that draws: apart from ours, since the library's engine does not survive a fork."""
