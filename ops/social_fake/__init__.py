"""Google, GitHub and Facebook as one small server, for local runs and tests. It must not be reachable from outside.

Who signs in, and what goes wrong, is said with the address to which somebody is sent: `authorize.py`.
"""
