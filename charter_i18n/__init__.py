"""A translation and review pipeline for the versions of a charter."""

__version__ = "0.1.0"
