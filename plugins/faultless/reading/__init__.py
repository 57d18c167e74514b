"""From text to the model, with the place of every key, heading and item; it never raises on content."""
