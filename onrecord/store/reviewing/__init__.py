"""Review: what people say of a record's statements and events, the record as they left it, and signing it off."""
