"""What a client may send. A field that is not named here is an error."""
