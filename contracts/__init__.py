"""What may be said: messages, topics, subjects, error codes. Imports nothing of ours."""
