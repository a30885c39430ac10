"""People in the window: keys, fingerprints read aloud, the roster with everything that its keeper can sign."""
