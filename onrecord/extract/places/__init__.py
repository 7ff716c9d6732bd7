"""Places: which names are places, and where on the globe they lie, looked up in a gazetteer in the wheel."""
