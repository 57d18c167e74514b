"""The three MkDocs plugins: the only part of the package that knows MkDocs."""
