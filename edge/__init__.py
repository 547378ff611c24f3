"""The only public door: HTTP becomes commands, news become WebSocket frames."""
