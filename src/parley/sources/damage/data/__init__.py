"""Vocabularies of the damage detectors."""
