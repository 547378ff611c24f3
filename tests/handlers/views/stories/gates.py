"""What gates do with tickets."""

from contracts.inventory import AdmitTicket, TakeBackAdmission
from tests.handlers.views.mesh import Mesh
from tests.handlers.views.stories.bought import bought


def came_in(mesh: Mesh) -> None:
    """One is scanned by mistake twice, and comes in at last; what was taken back of the other stays so."""
    bought(mesh)
    who = {"event_id": "e1", "organiser_id": "olga", "booking_id": "e1-b1"}
    for ticket, gate in (("e1-b1.1", "north"), ("e1-b1.1", "south"), ("e1-b1.2", "south")):
        mesh.say(AdmitTicket(**who, ticket=ticket, issue=1, gate=gate))
        mesh.say(TakeBackAdmission(**who, ticket=ticket))
    mesh.say(AdmitTicket(**who, ticket="e1-b1.1", issue=1, gate="west"))
