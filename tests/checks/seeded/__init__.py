"""Sound cases, copies with one known fault each, and how well the checks tell them apart."""
