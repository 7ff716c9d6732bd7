"""HTML to a page: the visible text in reading order, its blocks, and what the page says of itself."""
