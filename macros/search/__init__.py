"""What the search knows, and the files by which it answers."""
