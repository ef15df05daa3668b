"""Home: what it reads, its rows, and where who arrives begins."""
