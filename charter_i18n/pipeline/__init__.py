"""The use cases, one module each: they read through the workspace, compute, and write back."""
