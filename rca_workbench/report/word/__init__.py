"""The document as a Word file. Nothing else in the program writes Word's XML."""
