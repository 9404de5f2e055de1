"""The tool's own messages, in every language."""
