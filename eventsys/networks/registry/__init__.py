"""The record of networks and of cities: their codes, names, countries, time zones; how they are found and listed."""
