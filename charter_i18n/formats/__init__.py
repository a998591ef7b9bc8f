"""Source formats: a text becomes a document, a translation is written back in its place."""
