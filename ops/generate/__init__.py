"""What is written from the contracts and the steps. Each file makes one kind of text."""
