"""What the document shows of answers: one example of each, and the schema that it has."""
