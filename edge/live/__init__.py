"""News to many sockets: a slim WebSocket protocol, numbered channels, one ready frame for all who watch."""
