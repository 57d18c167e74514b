"""Files and front matter."""
