"""From YAML to one checked, read-only Site."""
