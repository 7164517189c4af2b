"""The demonstration: the 12th plenary of the Asian Network of Major Cities 21, done with the rooms' own verbs.

Facts (cities, dates, sizes of four delegations, the five points) are those of the real event of 2013. What public
reports do not tell is invented and said so where it stands: the other delegations' sizes, all people but the two
office-holders named in :mod:`eventsys.demo.people`, their photos, rooms and times of day.
"""
