"""The gate: `publish.publish` is the only way from the model to what customers see, `site` is what they see."""
