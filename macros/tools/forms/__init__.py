"""The answers of an issue form become a change of the data, and the change a patch that another job may apply."""
