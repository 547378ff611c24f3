"""Reading: the views, as JSON made by the database."""
