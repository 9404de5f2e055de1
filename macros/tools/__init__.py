"""The commands of maintainers."""
