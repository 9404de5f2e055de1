"""What is printed on paper: documents, typesetting, fonts and QR codes."""
