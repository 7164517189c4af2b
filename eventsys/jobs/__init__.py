"""Long work: job rows with leases and progress, brought back by a sweeper; huey is only the transport."""
