"""The tool: it makes the site from the data, and checks them."""
