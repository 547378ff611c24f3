"""A sale watched by very many sockets: how late is what they are told, and at what cost?"""
