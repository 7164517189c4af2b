"""Open registration: for which category, from when until when, with which words, for how many people.

Whoever registers there belongs to a delegation that the opening has of its own, of a body whose kind is *individuals*: so a
journalist is a delegate like all others, on lists, badges and in figures, without a city, a focal point or a quota of every
delegation. The newsroom is the person's organisation, not a body: strangers do not write into the network's registry.
"""
