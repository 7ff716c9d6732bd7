"""What pages are made of: the text with its marks, a statement's card, drawings."""
