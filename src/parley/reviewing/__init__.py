"""Reviewing: the queue of rows to decide about, corrections checked against the codebook, and what reviews are handed on as."""
