"""Bytes to text, blocks, view, links, date and publisher."""
