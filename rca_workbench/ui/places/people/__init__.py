"""People: who and what took part, by role. The one place where names are kept."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _people(session: Session) -> View:
    from rca_workbench.ui.places.people.view import PeopleView

    return PeopleView(session)


def _contacts(session: Session) -> View:
    from rca_workbench.ui.places.people.contacts import ContactsView

    return ContactsView(session)


PEOPLE = Place(
    "people",
    "People",
    "users",
    (
        Tab("people", "People", _people),
        Tab("contacts", "Contacts", _contacts),
    ),
)
