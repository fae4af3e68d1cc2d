"""The window: shell, places, canvas and forms. Holds no rules of its own and is imported by nobody."""
