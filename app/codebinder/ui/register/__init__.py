"""What becomes of a filing after it is sent, in the window: states, deliveries, claw-back, custody, hold, erasure."""
