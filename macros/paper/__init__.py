"""Paper: the documents that a plan is printed as, the engine that prints them, the fonts and the QR codes."""
