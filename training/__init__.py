"""How the weights are made; not installed."""
