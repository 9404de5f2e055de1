"""PDFs: documents, typesetting, fonts and QR codes."""
