"""What must stay secret stays secret: headers, counties, ciphertext."""
