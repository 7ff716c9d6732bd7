"""What a denial or a contradiction is about: another's statement, or the reporter's own.

A denial points ("denied the claim", "this is untrue") or repeats what it denies
("denied that he had taken money"); a contradiction only says the opposite ("nobody was
hurt").  Every statement of somebody else near by, and every sentence of the
reporter's own, is weighed by what it has in common with the denial, by whether it speaks of
who denies, and by how near it is.  Where nothing weighs enough it stays without.
The weights were set on invented texts that are not among those of ``benchmarks``.
"""
