"""Where one is in a case: the tab shown, those shown before it, and the tab each place was left at."""

from rca_workbench.ui.places import PLACES


class Trail:
    """The tabs one went through. An address is a place and its tab, such as "analysis/map"."""

    def __init__(self) -> None:
        self.at = ""
        """The address shown; empty while the list of cases is."""
        self.tabs: dict[str, str] = {}
        """The tab shown last in each place."""
        self._back: list[str] = []
        self._forward: list[str] = []

    def address(self, where: str) -> str:
        """The address meant by a place alone or a place with a tab; the first place where there is none such."""
        wanted, _, tab = where.partition("/")
        place = next((one for one in PLACES if one.id == wanted), PLACES[0])
        ids = [one.id for one in place.tabs]
        tab = tab or self.tabs.get(place.id, "")
        return f"{place.id}/{tab if tab in ids else ids[0]}"

    def show(self, address: str) -> None:
        """Be at an address without a step on the way."""
        self.at = address
        place, _, tab = address.partition("/")
        self.tabs[place] = tab

    def step(self) -> None:
        """Note that one is about to go on from here: back leads here, and forward nowhere."""
        if self.at:
            self._back.append(self.at)
        self._forward.clear()

    def back(self) -> str | None:
        """The address shown before this one, if any."""
        return self._turn(self._back, self._forward)

    def forward(self) -> str | None:
        """The address one came back from, if any."""
        return self._turn(self._forward, self._back)

    def next_tab(self, by: int) -> str | None:
        """The next tab of this place; pages reached from a tab count as that tab."""
        wanted, _, shown = self.at.partition("/")
        place = next((one for one in PLACES if one.id == wanted), None)
        if place is None:
            return None
        ids = [tab.id for tab in place.tabs if not tab.under]
        here = next(tab for tab in place.tabs if tab.id == shown)
        return f"{place.id}/{ids[(ids.index(here.under or here.id) + by) % len(ids)]}"

    def leave(self) -> None:
        """Forget the way: another case is opened, or none."""
        self.at = ""
        self._back.clear()
        self._forward.clear()

    def _turn(self, taken: list[str], left: list[str]) -> str | None:
        if not taken:
            return None
        if self.at:  # the list of cases is no place of this case to come back to
            left.append(self.at)
        return taken.pop()
