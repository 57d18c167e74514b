"""The commands of `faultless`, each a thin module that calls the library."""
