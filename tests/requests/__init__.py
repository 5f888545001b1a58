"""What a worker does himself after filing."""
