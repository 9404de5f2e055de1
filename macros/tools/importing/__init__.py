"""A plan as it was issued, in a file, becomes a draft: extracted in a process of its own, read, and written as YAML."""
