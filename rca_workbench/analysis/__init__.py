"""What can be worked out from a case: pure functions, no window, nothing kept between calls."""
