"""Public wording and leaks."""
