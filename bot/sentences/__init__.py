"""What operators and admins read beside the sentences of knowledge/phrases: a module a subject, each sentence in three
languages. The {names} are values that the caller gives; all three languages name the same ones.
"""
