"""States of the United States by the abbreviations that news prints: the AP's, and the post's two letters."""

from __future__ import annotations

from onrecord.extract.places.keys import key_of

# Code, abbreviations of the older style.  Eight states are never shortened so; some papers do it all the same.
_STATES = """
AL Ala.|AK Alaska|AZ Ariz.|AR Ark.|CA Calif.,Cal.|CO Colo.|CT Conn.|DE Del.|FL Fla.|GA Ga.|HI Hawaii|ID Idaho|
IL Ill.|IN Ind.|IA Iowa|KS Kan.,Kans.|KY Ky.|LA La.|ME Maine|MD Md.|MA Mass.|MI Mich.|MN Minn.|MS Miss.|MO Mo.|
MT Mont.|NE Neb.,Nebr.|NV Nev.|NH N.H.|NJ N.J.|NM N.M.,N. Mex.|NY N.Y.|NC N.C.|ND N.D.,N. Dak.|OH Ohio|OK Okla.|
OR Ore.,Oreg.|PA Pa.,Penn.,Penna.|RI R.I.|SC S.C.|SD S.D.,S. Dak.|TN Tenn.|TX Tex.,Texas|UT Utah|VT Vt.|VA Va.|
WA Wash.|WV W. Va.,W.Va.|WI Wis.,Wisc.|WY Wyo.|DC D.C.
"""

# By key: "n d" for N.D.; those of one word need their point where they stand alone.
SHORT = {
    key_of(short): f"US.{entry.split()[0]}"
    for entry in _STATES.replace("\n", "").split("|")
    for short in entry.split(maxsplit=1)[1].split(",")
    if short.endswith(".")
}
POSTAL = {entry.split()[0]: f"US.{entry.split()[0]}" for entry in _STATES.replace("\n", "").split("|")}
