"""Work on strangers' files in a process of its own, bounded in time, memory and reach."""
