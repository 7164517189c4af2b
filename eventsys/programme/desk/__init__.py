"""The programme at the secretariat's desk: the list that publishes, and a session with its panel."""
