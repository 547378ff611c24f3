"""How soon a change is seen: on the pages of an event that are open, and by who asks for the booking."""
