"""How fast the product is, measured from outside: `python -m benchmarks` prints the table."""
