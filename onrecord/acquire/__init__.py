"""Where reports come from: files, folders, addresses, feeds, archives; each gives documents, one a report."""
