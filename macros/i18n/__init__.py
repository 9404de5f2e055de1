"""Every sentence that the tool says, in every language."""
