"""Across reports: what several of them tell, followed from one to the next."""
