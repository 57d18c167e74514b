"""The gate: the only way from the model to what customers see."""
