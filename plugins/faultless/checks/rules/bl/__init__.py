"""BL: blame language."""
