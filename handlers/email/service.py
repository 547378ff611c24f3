"""The service's name in the registry.

It begins at the end of its topics, for it must not mail what happened years ago; but who people are, what they
prefer, and what events there are, it reads from the start.
"""

from choreography.service import Service

email = Service("email", from_start=False, behind=0.2)
email.old_topics.update(("identity.events", "users.events", "catalog.events"))
