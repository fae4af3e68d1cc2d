"""The Checks face of the panel at the right: what the rules find, why, and what can be done about it."""
