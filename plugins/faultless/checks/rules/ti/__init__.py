"""Time and timeline."""
