"""A batch of documents: what to read, what is known already, and each document failing alone."""
