"""Words that say nothing of a paper's subject, and so are no evidence."""

from __future__ import annotations

_OF_EVERY_TEXT = """
a about above across after again against all almost along also although always am among an and
another any anything are aren as at away back be because been before behind being below beside
best better between beyond both but by can cannot could did do does doing don done down due during
each either else enough etc even ever every everything few first for from further get give given
go good had has have having he hence her here him his how however i if in indeed instead into is
it its itself just keep last least less let like made make makes making many may me might more
most much must my need needs never next no non nor not nothing now of off often on once one only
onto or other others our out over own per perhaps please quite rather really s same second see
seen several shall she should since so some something still such t take taken than that the their
them themselves then there therefore these they third this those though three through throughout
thus to together too toward towards two under unless until up upon us use used useful uses using
versus very via vs was way ways we well were what when where whether which while who whom whose
why will with within without would yet you your
"""

# By which every paper tells of itself.
_OF_EVERY_PAPER = """
abstract achieve achieved achieves aim aims allow allowing allows analyze approach approaches
article based called challenge challenges challenging common comparable compare compared
conclusion conduct consider considered consist contrast contribution contributions current
currently demonstrate demonstrated demonstrates demonstrating describe described despite develop
developed develops different difficult discuss easily easy effective effectively effectiveness
efficacy enable enables enabling especially evaluate evaluated existing experiment experimental
experiments extensive finally find finding findings focus furthermore help helps highly idea
important importantly improve improved improvement improvements improves improving include
includes including increasingly introduce introduced introduces investigate key lack lead leading
leads limitation limitations limited main major method methods moreover namely new novel observe
obtain obtained outperform outperforming outperforms paper papers perform performance performs
popular possible potential present presented presents previous previously prior problem problems
propose proposed proposes proposing provide provided provides providing recent recently report
require required requires result resulting results show showed showing shown shows significant
significantly simple specific specifically strong studies study substantial substantially suffer
suggest superior tasks technique techniques term terms traditional typically understand unlike
various widely work works
"""

STOP = frozenset((_OF_EVERY_TEXT + _OF_EVERY_PAPER).split())
