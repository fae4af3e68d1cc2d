"""The frame around the places: rail, top bar, header with tabs, Details, status strip and palette."""
