"""`boxoffice check`: what must hold over all services, asked of their tables."""
