"""Records as a person sees them."""
