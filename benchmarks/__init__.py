"""How every figure in the README is made; not installed."""
