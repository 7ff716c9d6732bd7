"""Text to names, times, places, attributions: what the model and the rules find."""
