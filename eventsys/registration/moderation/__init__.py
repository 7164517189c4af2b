"""Who registered openly is looked at, with the papers, and accredited, declined with a reason, or asked for more.

There are no states of its own: an application that was handed in is a registration like others. As nobody stands between the
person and the secretariat, accrediting and declining pre-approve in the same step.
"""
