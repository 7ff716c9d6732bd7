"""The trained weights and their model card."""
