"""What a timeline and a map look like: display lists of a case, painted alike to screen, SVG and PNG.

`theme` holds colours and fonts, `scene` what a display list is, `map` and `timeline` make them, `paint` puts
them on any painter, `pictures` makes files of them.
"""
