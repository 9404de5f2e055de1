"""From a Site to HTML, through MkDocs."""
