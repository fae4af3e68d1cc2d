"""People: who and what took part, by role. The one place where names are kept."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _people(session: Session) -> View:
    from rca_workbench.ui.places.people.view import PeopleView

    return PeopleView(session)


def _contacts(session: Session) -> View:
    from rca_workbench.ui.places.people.contacts import ContactsView

    return ContactsView(session)


def _candour(session: Session) -> View:
    from rca_workbench.ui.places.people.candour import CandourPage

    return CandourPage(session)


def _questions(session: Session) -> View:
    from rca_workbench.ui.places.people.questions import QuestionsView

    return QuestionsView(session)


def _accuracy(session: Session) -> View:
    from rca_workbench.ui.places.people.accuracy import AccuracyView

    return AccuracyView(session)


def _staff_support(session: Session) -> View:
    from rca_workbench.ui.places.people.staff_support import StaffSupportView

    return StaffSupportView(session)


PEOPLE = Place(
    "people",
    "People",
    "users",
    (
        Tab("people", "People", _people),
        Tab("contacts", "Contacts", _contacts),
        Tab("candour", "Candour", _candour),
        Tab("questions", "Questions", _questions),
        Tab("staff_support", "Staff support", _staff_support),
        Tab("accuracy", "Factual accuracy", _accuracy, under="questions"),
    ),
)
