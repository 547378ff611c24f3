"""`boxoffice up --memory`: the whole box office in this process, with nothing to start and nothing left behind."""
