"""Who is there when the plenary decides: members present, proxies and their powers, the quorum."""
