"""Vocabularies of the integrity checks."""
