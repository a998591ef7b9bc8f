"""Versions of a charter: their numbers, how much a revision raises them, and their registry.

Organisations sign a version, so its number stands for texts that never change: the registry
holds the SHA-256 of each.
"""

from charter_i18n.versions.bump import Bump, least_bump
from charter_i18n.versions.number import Number, raised
from charter_i18n.versions.registry import Override, Registry, Release, digest
from charter_i18n.versions.stamp import same_text, stamp

__all__ = [
    "Bump",
    "Number",
    "Override",
    "Registry",
    "Release",
    "digest",
    "least_bump",
    "raised",
    "same_text",
    "stamp",
]
