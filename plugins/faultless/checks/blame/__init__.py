"""Blame in prose: who is spoken of (a person, a group, a system), what is said, and what it is said with.

Three kinds of evidence make a finding: the class of the subject (`who`), the meaning of the predicate (the frames:
`causes`, `claims`, `damages`, `faults`, `human_errors`, `mistakes`, `omissions`, `negations`, `counterfactuals`,
`qualities`, `slights`, and turns of phrase in `turns`) and whether the complement is an act of people or of machines
(`words_of.Words.human_act`). `rule` is where the checks come in, `reading.read_document` where a document does.
"""
