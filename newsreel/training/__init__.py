"""Makes the weights that learning the corpus takes more than seconds for; nothing here runs in production.

Rule: only what the tuning side and `corpus/training` say is learned from, and the same data and seed give the
same weights. Needs the `train` extra.
"""
