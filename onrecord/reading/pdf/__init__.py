"""PDF to a page: characters through pypdfium2, lines, columns, paragraphs."""
