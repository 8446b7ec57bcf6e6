"""What posts hold beside their prose, as pages may ask for it: what became of it, and when it came there."""
